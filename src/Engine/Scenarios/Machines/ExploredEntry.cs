using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>The entry of a page of a machine.</summary>
internal readonly struct ExploredSlot(World world, Context context, int page, Field? later) : IPteSlot
{
    public Pte Read() => context[world.Ptes[page]].Pte;

    // A step is whole: nobody gets in between.
    public bool Replace(Pte read, Pte then)
    {
        world.Write(context, page, then);
        return true;
    }

    public void Write(Pte pte)
    {
        if (later is null)
            world.Write(context, page, pte);
        else
            context[later] = pte;
    }
}

/// <summary>The entry of a page as a pass sees it: operations already done are answered, the next one is done, nothing more.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="context">The state.</param>
/// <param name="page">The page.</param>
/// <param name="done">Operations already done: test, start.</param>
/// <param name="old">Where what start took is kept.</param>
internal struct ExploredEntry(World world, Context context, int page, int done, Field old) : IPteMemory
{
    /// <summary>What was stored by the commit, null before it.</summary>
    public Pte? Committed { get; private set; }

    /// <summary>Whether the commit asked for a record.</summary>
    public bool Records { get; private set; }

    public readonly Pte Read(int slot) => done == 0 ? context[world.Ptes[page]].Pte : default;

    public readonly bool Passes(Pte answer)
    {
        if (done > 0)
            return true;
        if (world.Has(Defect.CommitsWhatTheTestRead) && answer.IsTrue)
            context[old] = context[world.Ptes[page]];
        return answer.IsTrue;
    }

    public readonly Pte Start(int slot)
    {
        if (done == 1)
        {
            // Where start isn't atomic, what it takes was read before.
            if (world.Model.IsTorn(PteHelpers.GetAndClear))
                world.Write(context, page, world.Model.Started(context[old].Pte));
            else if (world.Start(context, page) is var taken && !world.Has(Defect.CommitsWhatTheTestRead))
                context[old] = taken;
        }
        return done >= 1 ? context[old].Pte : default;
    }

    public void Commit(int slot, Pte changed, Pte records)
    {
        if (done == 2)
            (Committed, Records) = (changed, records.IsTrue);
    }
}
