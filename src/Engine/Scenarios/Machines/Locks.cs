using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>The locks of a machine: held or free; mmap_lock counts its readers.</summary>
internal sealed class Locks
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
            Add($"ptl({string.Join(',', world.Pages.Where(p => p.Table == table).Select(p => p.Name))})", PtlKey(table));
        foreach (var name in world.Text.LockNames.Prepend(LockName.AddressSpace).Distinct())
            Add(name, name);
        _mine = [.. world.Text.Threads.Select((t, n) => t.Locks ? world.OfThread(n, "holds", 2) : null)];
    }

    /// <summary>Every lock's field, by the name that traces give it.</summary>
    public List<(string Name, Field Field)> All { get; } = [];

    /// <summary>Takes a lock that the engine itself takes and releases.</summary>
    public bool TryTake(Context c, Field held)
    {
        if (c[held].IsTrue)
            return false;
        c[held] = true;
        return true;
    }

    public Field Ptl(int page) => _held[PtlKey(_world.Pages[page].Table)];

    public Field AddressSpace => _held[LockName.AddressSpace];

    /// <summary>Takes a lock by a statement. One that is held already is waited for, one's own for ever.</summary>
    public bool TryTake(Context c, int thread, string lockName, bool reads)
    {
        var (held, mine, bit) = (_held[lockName], Mine(thread), 1UL << _numbers[lockName]);
        var value = c[held].Bits;
        if (reads ? value == Writer || (c[mine].Bits & bit) != 0 : value != 0)
            return false;
        c[held] = reads ? value + 1 : Writer;
        c[mine] = c[mine].Bits | bit;
        return true;
    }

    /// <summary>Releases a lock by a statement.</summary>
    /// <param name="c">The state.</param>
    /// <param name="thread">Who releases it.</param>
    /// <param name="lockName">Its key.</param>
    /// <param name="later">Whether others see it later: a plain store, into the store buffer.</param>
    /// <returns>False: the thread doesn't hold it.</returns>
    public bool TryRelease(Context c, int thread, string lockName, bool later)
    {
        var (held, mine, bit) = (_held[lockName], Mine(thread), 1UL << _numbers[lockName]);
        if ((c[mine].Bits & bit) == 0)
            return false;
        if (later)
            _world.Buffers.PutUnlock(c, thread, _numbers[lockName]);
        else
            c[held] = c[held].Bits is var value && value == Writer ? 0 : value - 1;
        c[mine] = c[mine].Bits & ~bit;
        return true;
    }

    /// <summary>The key of the lock that a statement names.</summary>
    public static string KeyOf(LockName name, Func<Name, int> pageOf, IReadOnlyList<Page> pages) =>
        name.Kind.Text == LockName.Ptl && name.Of is { } page ? PtlKey(pages[pageOf(page)].Table) : name.Kind.Text;

    /// <summary>How a lock that has readers is held.</summary>
    public static string Said(string name, Cell held) => name != LockName.Mmap ? "" : held.Bits == Writer ? " (write)" : $" (read by {held.Bits})";

    private static string PtlKey(long table) => $"ptl({table})";

    private Field Mine(int thread) => _mine[thread] ?? throw new InvalidOperationException("a thread without lock statements");

    private void Add(string name, string key)
    {
        var field = _world.Machine.Add(name, roomy: 1);
        _held.Add(key, field);
        _numbers.Add(key, _numbers.Count);
        All.Add((name, field));
    }
}
