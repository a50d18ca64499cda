using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>The locks of a machine: held or free; mmap_lock counts its readers.</summary>
internal class Locks
{
    private const ulong Writer = ulong.MaxValue;
    private readonly World _world;
    private readonly Dictionary<string, Field> _held = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Field?[] _mine;

    public Locks(World world)
    {
        _world = world;
        foreach (var table in world.Pages.Select(p => p.Table).Distinct())
            Add($"ptl({string.Join(',', world.Pages.Where(p => p.Table == table).Select(p => p.Name))})",
                PtlKey(table));
        foreach (var name in world.Text.LockNames.Prepend(LockName.AddressSpace).Distinct())
            Add(name, name);
        _mine = [.. world.Text.Threads.Select((t, n) => t.Locks ? world.OfThread(n, "holds", 2) : null)];
    }

    /// <summary>Every lock's field, by the name that traces give it.</summary>
    public List<(string Name, Field Field)> All { get; } = [];

    public Field Ptl(int page) => _held[PtlKey(_world.Pages[page].Table)];

    public Field AddressSpace => _held[LockName.AddressSpace];

    /// <summary>Takes a lock that the engine itself takes and releases.</summary>
    /// <param name="c">The state.</param>
    /// <param name="held">The lock.</param>
    /// <param name="by">For whom.</param>
    /// <param name="named">As it is called there.</param>
    public virtual bool TryTake(Context c, Field held, By by, string named)
    {
        if (c[held].IsTrue)
        {
            c.Tell?.Invoke(new WaitEvent { Lock = held.Name });
            return false;
        }
        c[held] = true;
        c.Tell?.Invoke(new LockEvent(Takes: true, held.Name, by) { Named = named });
        return true;
    }

    /// <summary>Releases a lock that the engine itself took.</summary>
    public virtual void Release(Context c, Field held, By by, string named)
    {
        c[held] = false;
        c.Tell?.Invoke(new LockEvent(Takes: false, held.Name, by) { Named = named });
    }

    /// <summary>Takes a lock by a statement. One that is held already is waited for, one's own for ever.</summary>
    public bool TryTake(Context c, int thread, string lockName, bool reads)
    {
        var (held, mine, bit) = (_held[lockName], Mine(thread), 1UL << _numbers[lockName]);
        var value = c[held].Bits;
        if (reads ? value == Writer || (c[mine].Bits & bit) != 0 : value != 0)
        {
            c.Tell?.Invoke(new WaitEvent { Lock = held.Name });
            return false;
        }
        c[held] = reads ? value + 1 : Writer;
        c[mine] = c[mine].Bits | bit;
        return true;
    }

    /// <summary>Gives up a thread's hold of a lock, which is free only once <see cref="Free"/> is seen.</summary>
    /// <returns>False: the thread doesn't hold it.</returns>
    public bool TryGiveUp(Context c, int thread, string lockName)
    {
        var (mine, bit) = (Mine(thread), 1UL << _numbers[lockName]);
        if ((c[mine].Bits & bit) == 0)
            return false;
        c[mine] = c[mine].Bits & ~bit;
        return true;
    }

    /// <summary>Whether a thread holds the ptl of a page by a statement.</summary>
    public bool IsMine(Context c, int thread, int page) => _mine[thread] is { } mine
        && (c[mine].Bits & 1UL << _numbers[PtlKey(_world.Pages[page].Table)]) != 0;

    /// <summary>One holder of a lock less.</summary>
    public void Free(Context c, string lockName)
    {
        var held = _held[lockName];
        c[held] = c[held].Bits is var value && value == Writer ? 0 : value - 1;
    }

    public int NumberOf(string lockName) => _numbers[lockName];

    /// <summary>The name that traces give a lock.</summary>
    public string NameOf(string lockName) => _held[lockName].Name;

    /// <summary>The key of the lock that a statement names.</summary>
    public static string KeyOf(LockName name, Func<Name, int> pageOf, IReadOnlyList<Page> pages) =>
        name.Kind.Text == LockName.Ptl && name.Of is { } page ? PtlKey(pages[pageOf(page)].Table) : name.Kind.Text;

    /// <summary>How many read a lock; null: it is held by one, who may write.</summary>
    public static int? Readers(string name, Cell held) =>
        name == LockName.Mmap && held.Bits != Writer ? (int)held.Bits : null;

    private static string PtlKey(long table) => $"ptl({table})";

    private Field Mine(int thread) => _mine[thread]
        ?? throw new InvalidOperationException("a thread without lock statements");

    private void Add(string name, string key)
    {
        var field = _world.Machine.Add(name, roomy: 1);
        _held.Add(key, field);
        _numbers.Add(key, _numbers.Count);
        All.Add((name, field));
    }
}
