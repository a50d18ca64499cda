using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that drops translations on every core, and waits for their answers.</summary>
internal abstract class FlushWord(string name, Kind takes, string meaning)
    : StepWord(name, [takes], Kind.Nothing, meaning)
{
    public override Section Section => Section.Flushes;

    public override string Steps => "two steps: issue, complete";

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) =>
        new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .EmitAsked(Pure.Constant(steps.PagesOf(said.Arguments[0])), issues: true, completes: true);
}
