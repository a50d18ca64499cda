using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_range</c></summary>
internal sealed class FlushTlbRange() : StepWord("flush_tlb_range", [Kind.Pages], Kind.Nothing, "drops the translations of a range on every core")
{
    public override Section Section => Section.Flushes;

    public override string Steps => "two steps: issue, complete";

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) => new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .Emit(Pure.Constant(steps.PagesOf(said.Arguments[0])), issues: true, completes: true);
}
