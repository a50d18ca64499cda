using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_complete</c></summary>
internal sealed class FlushTlbComplete() : StepWord("flush_tlb_complete", [], Kind.Nothing,
    "the second half of a flush: waits until every core has answered all that this one ever asked")
{
    public override Section Section => Section.Flushes;

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) =>
        new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .EmitAsked(Pure.Constant(steps.World.Flushes.All), issues: false, completes: true);
}
