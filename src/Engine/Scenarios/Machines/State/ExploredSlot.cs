using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Exploration;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>The entry of a page of a machine, as the steps of an access on one core see it.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="context">The state.</param>
/// <param name="thread">The core.</param>
/// <param name="page">The page.</param>
/// <param name="later">Where a plain store goes that is a step of its own; null: into memory.</param>
internal readonly struct ExploredSlot(World world, Context context, int thread, int page, Field? later) : IPteSlot
{
    public World World => world;

    public Context Context => context;

    public int Thread => thread;

    public int Page => page;

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
