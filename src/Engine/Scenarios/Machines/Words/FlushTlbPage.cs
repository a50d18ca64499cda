using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_page</c></summary>
internal sealed class FlushTlbPage() : StepWord("flush_tlb_page", [Kind.Page], Kind.Nothing, "drops the page's translations on every core")
{
    public override Section Section => Section.Flushes;

    public override string Steps => "two steps: issue, complete";

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said) => new FlushCompiler(steps.World, steps.Code, steps.InAtomic, By.Kernel)
        .Emit(Pure.Constant(steps.PagesOf(said.Arguments[0])), issues: true, completes: true);
}
