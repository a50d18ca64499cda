using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>Makes the two steps of a flush.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="code">Where the steps are emitted.</param>
/// <param name="inAtomic">Whether it is answered at once, in one step with others.</param>
/// <param name="by">For a word or for a pass.</param>
internal sealed class FlushCompiler(World world, Code code, bool inAtomic, By by)
{
    /// <summary>Emits a flush that a text asks for. Where changes bring theirs along, it finds nothing to do. Linux:
    /// sparc64's <c>flush_tlb_range</c>, which is empty.</summary>
    /// <param name="pages">A mask of pages.</param>
    /// <param name="issues">Whether it is issued here.</param>
    /// <param name="completes">Whether it is waited for here.</param>
    public void EmitAsked(Pure pages, bool issues, bool completes)
    {
        if (world.Model.Reach != FlushReach.BeforeUnlock)
            Emit(pages, issues, completes);
        else if (issues)
            code.Then(next => new($"{code.Thread} finds nothing to flush", c =>
            {
                c.Tell?.Invoke(Told(FlushOp.Nothing, pages.Of(c).Bits));
                return new(Outcome.Done, next);
            }, next) { Uses = pages.Uses, NeverBlocks = true });
    }

    /// <summary>Emits a flush.</summary>
    /// <param name="pages">A mask of pages.</param>
    /// <param name="issues">Whether it is issued here.</param>
    /// <param name="completes">Whether it is waited for here.</param>
    /// <param name="spent">The thread's note of what it owes, cleared when the flush is issued; null: none.</param>
    public void Emit(Pure pages, bool issues, bool completes, Field? spent = null)
    {
        if (issues)
            code.Then(next => new($"{code.Thread} issues a flush", c => Issue(c, pages.Of(c).Bits, spent, next), next)
            {
                Uses = pages.Uses,
                Defines = spent is null ? [] : [spent],
                NeverBlocks = true,
            });
        if (completes && !inAtomic)
            code.Then(next => new($"{code.Thread} completes its flush", c => Complete(c, next), next));
    }

    private Went Issue(Context c, ulong pages, Field? spent, Label next)
    {
        if (!inAtomic)
        {
            world.Flushes.Issue(c, code.Number, pages, by);
            c.Tell?.Invoke(Told(FlushOp.Issue, pages) with { Owe = world.Flushes.OwedTo(c, code.Number) });
        }
        else if (world.Flushes.TryAtOnce(c, code.Number, pages))
            c.Tell?.Invoke(Told(FlushOp.AtOnce, pages));
        else
            return Went.Blocked;
        if (spent is not null)
            c[spent] = 0;
        return new(Outcome.Done, next);
    }

    private Went Complete(Context c, Label next)
    {
        if (!world.Flushes.TryComplete(c, code.Number))
            return Went.Blocked;
        c.Tell?.Invoke(Told(FlushOp.Complete, 0));
        return new(Outcome.Done, next);
    }

    private FlushEvent Told(FlushOp op, ulong pages) => new(op, code.Thread, world.NamesOf(pages));
}
