using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_local</c></summary>
internal sealed class FlushTlbLocal() : StepWord("flush_tlb_local", [Kind.Page], Kind.Nothing,
    "drops the page's translation on this core alone")
{
    public override Section Section => Section.Flushes;

    public override WordTraits Traits => WordTraits.Flushes;

    public override void Emit(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        var pages = steps.PagesOf(said.Arguments[0]);
        var names = world.NamesOf(pages);
        code.Then(next => new($"{code.Thread} flushes {string.Join(", ", names)} locally", c =>
        {
            world.Flushes.Drop(c, code.Number, pages, TlbCause.Local);
            c.Tell?.Invoke(new FlushEvent(FlushOp.Local, code.Thread, names));
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }
}
