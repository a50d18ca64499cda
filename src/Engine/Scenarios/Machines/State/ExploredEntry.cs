using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>The entry of a page as a pass sees it: operations already done are answered, the next one is done, nothing more.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="context">The state.</param>
/// <param name="page">The page.</param>
/// <param name="done">Operations already done: test, start.</param>
/// <param name="old">Where what start took is kept.</param>
internal struct ExploredEntry(World world, Context context, int page, int done, Field old) : IPteMemory
{
    public readonly World World => world;

    public readonly Context Context => context;

    public readonly int Page => page;

    /// <summary>Operations already done.</summary>
    public readonly int Done => done;

    /// <summary>What was stored by the commit, null before it.</summary>
    public Pte? Committed { get; private set; }

    /// <summary>Whether the commit asked for a record.</summary>
    public bool Records { get; private set; }

    public readonly Pte Read(int slot) => done == 0 ? context[world.Ptes[page]].Pte : default;

    public readonly bool Passes(Pte answer) => done > 0 || answer.IsTrue;

    public readonly Pte Start(int slot)
    {
        if (done == 1)
        {
            // Where start isn't atomic, what it takes was read before.
            if (world.Model.IsTorn(PteHelpers.GetAndClear))
                world.Write(context, page, world.Model.Started(context[old].Pte));
            else
                context[old] = world.Start(context, page);
        }
        return done >= 1 ? context[old].Pte : default;
    }

    public void Commit(int slot, Pte changed, Pte records)
    {
        if (done == 2)
            (Committed, Records) = (changed, records.IsTrue);
    }
}
