using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A core's TLB: sets of ways. It holds what it was given until that is dropped or makes room.</summary>
internal sealed class Tlb
{
    private readonly TlbEntry[] _entries;
    private readonly TlbShape _shape;
    private readonly ulong _setMask;
    private ulong _clock, _random;
    private int _last;

    public Tlb(TlbShape shape)
    {
        if (shape.Fault is { } fault)
            throw new ArgumentException(fault, nameof(shape));
        _shape = shape;
        _entries = new TlbEntry[shape.Entries];
        _setMask = (ulong)shape.Sets - 1;
        _random = shape.Seed * 0x9e3779b97f4a7c15 + 1;
    }

    /// <summary>The entry found by the last lookup or fill: most accesses want it again.</summary>
    public ref TlbEntry Last
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), _last);
    }

    /// <summary>The entries that are filled.</summary>
    public IEnumerable<(Vpn Page, Pte Cached)> Filled() =>
        _entries.Where(e => e.Tag != 0).Select(e => (new Vpn(e.Tag - 1), e.Cached));

    /// <summary>The entry of a page, or a null reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TlbEntry Find(Vpn page)
    {
        var first = First(page);
        for (var way = first; way < first + _shape.Ways; way++)
        {
            ref var entry = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_entries), way);
            if (entry.Tag != page.Value + 1)
                continue;
            _last = way;
            entry.Used = ++_clock;
            return ref entry;
        }
        return ref Unsafe.NullRef<TlbEntry>();
    }

    /// <summary>Puts in a page that isn't there; another makes room where its set is full.</summary>
    public ref TlbEntry Fill(Vpn page, Pte cached)
    {
        _last = Victim(First(page));
        ref var entry = ref _entries[_last];
        entry = new() { Tag = page.Value + 1, Cached = cached, Used = ++_clock };
        return ref entry;
    }

    /// <summary>Drops a page, if it is there.</summary>
    public void Drop(Vpn page)
    {
        ref var entry = ref Find(page);
        if (!Unsafe.IsNullRef(ref entry))
            entry = default;
    }

    /// <summary>Drops a range of pages.</summary>
    public void Drop(VpnRange pages)
    {
        if (pages.Length < (ulong)_shape.Sets)
        {
            for (var page = pages.Start; page.Value < pages.End.Value; page += 1)
                Drop(page);
            return;
        }
        foreach (ref var entry in _entries.AsSpan())
            if (entry.Tag != 0 && pages.Contains(new(entry.Tag - 1)))
                entry = default;
    }

    /// <summary>Drops everything.</summary>
    public void Clear() => Array.Clear(_entries);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int First(Vpn page) => (int)(page.Value & _setMask) * _shape.Ways;

    private int Victim(int first)
    {
        var oldest = first;
        for (var way = first; way < first + _shape.Ways; way++)
        {
            if (_entries[way].Tag == 0)
                return way;
            if (_entries[way].Used < _entries[oldest].Used)
                oldest = way;
        }
        return _shape.Replacement == TlbReplacement.Lru ? oldest : first + (int)(NextRandom() % (ulong)_shape.Ways);
    }

    // xorshift64*
    private ulong NextRandom()
    {
        _random ^= _random >> 12;
        _random ^= _random << 25;
        _random ^= _random >> 27;
        return (_random * 0x2545f4914f6cdd1d) >> 32;
    }
}
