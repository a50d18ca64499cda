using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_issue</c></summary>
internal sealed class FlushTlbIssue() : StepWord("flush_tlb_issue", [Kind.Pages], Kind.Nothing,
    "the first half of a flush: drops on this core, asks every other")
{
    public override Section Section => Section.Flushes;

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) =>
        new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .EmitAsked(Pure.Constant(steps.PagesOf(said.Arguments[0])), issues: true, completes: false);
}
