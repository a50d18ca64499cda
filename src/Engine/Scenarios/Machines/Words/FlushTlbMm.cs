using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_mm</c></summary>
internal sealed class FlushTlbMm() : StepWord("flush_tlb_mm", [], Kind.Nothing, "drops every translation on every core")
{
    public override Section Section => Section.Flushes;

    public override string Steps => "two steps: issue, complete";

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) =>
        new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .EmitAsked(Pure.Constant(steps.World.Flushes.All), issues: true, completes: true);
}
