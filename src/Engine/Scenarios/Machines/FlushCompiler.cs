using Emulator.Engine.Exploration;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes the two steps of a flush.</summary>
internal sealed class FlushCompiler(World world, Code code, bool inAtomic)
{
    /// <summary>Emits a flush.</summary>
    /// <param name="pages">A mask of pages.</param>
    /// <param name="issues">Whether it is issued here.</param>
    /// <param name="completes">Whether it is waited for here.</param>
    /// <param name="spent">The thread's note of what it owes, cleared when the flush is issued; null: none.</param>
    public void Emit(Pure pages, bool issues, bool completes, Field? spent = null)
    {
        if (issues)
            code.Then(next => new($"{code.Thread} issues a flush", c =>
            {
                var mask = pages.Of(c).Bits;
                c.Tell?.Invoke($"{code.Thread} asks every core to drop {Say.Pages(world, mask)}" + (inAtomic ? "; all do" : ""));
                if (!inAtomic)
                    world.Flushes.Issue(c, code.Number, mask);
                else if (!world.Flushes.TryAtOnce(c, code.Number, mask))
                    return Went.Blocked;
                if (spent is not null)
                    c[spent] = 0;
                return new(Outcome.Done, next);
            }, next) { Uses = pages.Uses, Defines = spent is null ? [] : [spent], NeverBlocks = true });
        if (completes && !inAtomic)
            code.Then(next => new($"{code.Thread} completes its flush", c =>
            {
                if (!world.Flushes.TryComplete(c, code.Number))
                    return Went.Blocked;
                c.Tell?.Invoke($"{code.Thread} sees that every core has answered: the flush is complete");
                return new(Outcome.Done, next);
            }, next));
    }
}
