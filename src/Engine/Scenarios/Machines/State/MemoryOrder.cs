using Emulator.Engine.Exploration;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>When a store becomes visible to others, and what may overtake what. This one: at once and in program order, so that a machine
/// without a liberty has no field, no step and no state for it. Others derive from it.</summary>
internal class MemoryOrder(World world)
{
    protected World World => world;

    /// <summary>The cores that may have stores under way.</summary>
    public virtual IEnumerable<int> Cores => [];

    /// <summary>Whether others see plain stores of kernel code on a core later.</summary>
    public virtual bool DefersPlain(int thread) => false;

    /// <summary>Emits the wait for a core's own stores.</summary>
    public virtual void Fence(Code code)
    {
    }

    /// <summary>Emits the wait for what one more plain store needs.</summary>
    public virtual void AwaitRoom(Code code)
    {
    }

    /// <summary>Whether all stores of a core are seen by others.</summary>
    public virtual bool HasLanded(Context c, int thread) => true;

    /// <summary>A plain store to a variable.</summary>
    public virtual void Store(Context c, int thread, Field variable, Cell value) => c[variable] = value;

    /// <summary>A plain store of an entry.</summary>
    public virtual void StoreEntry(Context c, int thread, int page, Cell pte) => world.Install(c, page, pte);

    /// <summary>A plain store that releases a lock.</summary>
    public virtual void StoreRelease(Context c, int thread, string lockName) => world.Locks.Free(c, lockName);

    /// <summary>A store of user code, to a frame.</summary>
    /// <returns>False: an earlier one is still under way.</returns>
    public virtual bool TryStore(Context c, int thread, int page, int frame)
    {
        world.Contents.Reach(c, page, frame, isStore: true);
        return true;
    }

    /// <summary>Whether a store of user code on a core lands later.</summary>
    public virtual bool DefersData(int thread) => false;

    /// <summary>A variable as a core sees it.</summary>
    public virtual Cell Seen(Context c, int thread, Field variable) => c[variable];

    /// <summary>An entry as kernel code on a core sees it.</summary>
    public virtual Cell SeenEntry(Context c, int thread, int page) => c[world.Ptes[page]];

    /// <summary>An invalidation meets the stores that a core has under way.</summary>
    /// <returns>False: it has to wait.</returns>
    public virtual bool TryInvalidate(Context c, int thread, ulong pages) => true;

    /// <summary>The oldest store that a core has under way becomes visible.</summary>
    /// <returns>False: there is none.</returns>
    public virtual bool TryDrain(Context c, int thread) => false;

    /// <summary>What a core has under way in a state, the oldest first.</summary>
    public virtual IReadOnlyList<PendingStore> Pending(Cell[] state, int thread) => [];
}
