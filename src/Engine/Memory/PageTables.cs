using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;

namespace Emulator.Engine.Memory;

/// <summary>A page-table tree of real entries, in the geometry of its architecture.</summary>
/// <remarks>Reading is safe from any thread; mapping isn't.</remarks>
public sealed unsafe class PageTables<TPte> : IDisposable where TPte : struct, IPteFormat
{
    private static readonly Geometry Shape = TPte.Geometry;
    private readonly FrameArena<TPte> _arena = new();
    private LeafTable?[] _leaves = new LeafTable?[16];
    private readonly Pfn _root;

    /// <summary>Makes an empty tree.</summary>
    public PageTables() => _root = _arena.Take(Shape.Entries(Shape.Levels - 1));

    /// <summary>The slot of a page; one that doesn't exist where no leaf table covers it.</summary>
    public NativeSlot<TPte> Slot(Vpn page)
    {
        var entry = Descend(page, _root, Shape.Levels - 1, out var level);
        return level == 0 ? SlotAt(_arena[FrameOf(entry)], Index(page, 0)) : default;
    }

    /// <summary>The leaf table that covers a page, or null.</summary>
    public LeafTable? Find(Vpn page)
    {
        var entry = Descend(page, _root, Shape.Levels - 1, out var level);
        return level == 0 ? _leaves[FrameOf(entry).Value] : null;
    }

    /// <summary>The leaf table that covers a page; it and the tables above it are made where they are
    /// missing.</summary>
    /// <exception cref="ArchitectureDefect">The format's table entries don't lead to tables.</exception>
    public LeafTable Ensure(Vpn page)
    {
        var frame = EnsureTable(page, 0);
        if ((int)frame.Value >= _leaves.Length)
            Array.Resize(ref _leaves, (int)frame.Value * 2);
        return _leaves[frame.Value] ??= new(_arena[frame],
            new(page.Value >> Shape.LeafIndexBits << Shape.LeafIndexBits));
    }

    /// <summary>Stores an entry for a page.</summary>
    public void Set(Vpn page, Pte pte) => Ensure(page).Slot<TPte>(Index(page, 0)).Write(pte);

    /// <summary>The entry of a page; an empty slot where no leaf table covers it.</summary>
    public Pte Get(Vpn page)
    {
        var slot = Slot(page);
        return slot.Exists ? slot.Read() : new(TPte.Empty);
    }

    /// <summary>Maps a huge page: an entry one level above the leaves. Linux: <c>set_pmd_at</c>.</summary>
    /// <param name="page">The first page of the huge page.</param>
    /// <param name="huge">An entry made by <see cref="IPteFormat.MakeHuge"/>.</param>
    /// <exception cref="ArchitectureDefect">It isn't present, or no huge page to the format.</exception>
    public void SetHuge(Vpn page, Pte huge)
    {
        if (!(TPte.Present(huge) & TPte.Huge(huge)).IsTrue)
            throw new ArchitectureDefect($"the entry {huge} was made to map a huge page, and doesn't");
        SlotAt(_arena[EnsureTable(page, 1)], Index(page, 1)).Write(huge);
    }

    /// <summary>The next table that has slots for pages of a range; what isn't there is passed over.</summary>
    /// <param name="range">In virtual pages.</param>
    /// <param name="cursor">Remembers the way down; a new one at the start.</param>
    /// <param name="span">The slots, clipped to the range.</param>
    /// <returns>False where there is none.</returns>
    public bool TryNext(VpnRange range, ref TableCursor cursor, out TableSpan span)
    {
        for (var page = range.Start; page.Value < range.End.Value;)
        {
            var entry = Descend(page, ref cursor, out var level);
            if (level == 0)
            {
                span = Span(FrameOf(entry), page, range.End);
                return true;
            }
            var pages = Covered(page, level, range.End);
            if (TPte.Present(entry).IsTrue)
            {
                span = new() { Pages = pages };
                return true;
            }
            page = pages.End;
        }
        span = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TableSpan Span(Pfn leaf, Vpn page, Vpn end)
    {
        var from = Index(page, 0);
        var count = (int)Math.Min((ulong)(Shape.Entries(0) - from), end.Value - page.Value);
        return new()
        {
            Table = _leaves[leaf.Value],
            Entries = _arena[leaf],
            From = from,
            To = from + count,
            Pages = new(page, page + (ulong)count),
        };
    }

    // The table above a leaf table serves its neighbours too.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Pte Descend(Vpn page, ref TableCursor cursor, out int level)
    {
        var stretch = (page.Value >> Shape.CoveredBits(2)) + 1;
        if (cursor.Stretch != stretch)
            return Descend(page, stretch, ref cursor, out level);
        var next = SlotAt(cursor.Upper, Index(page, 1)).Read();
        level = PointsToTable(next) ? 0 : 1;
        return next;
    }

    private Pte Descend(Vpn page, ulong stretch, ref TableCursor cursor, out int level)
    {
        var entry = Descend(page, _root, Shape.Levels - 1, out level, out var above);
        if (level <= 1)
        {
            cursor.Stretch = stretch;
            cursor.Upper = _arena[above];
        }
        return entry;
    }

    private Pte Descend(Vpn page, Pfn from, int top, out int level) => Descend(page, from, top, out level, out _);

    // Down to the entry that points to the leaf table (level 0), or to the upper-level entry that leads to none.
    private Pte Descend(Vpn page, Pfn table, int top, out int level, out Pfn holder)
    {
        for (level = top; ; level--)
        {
            holder = table;
            var entry = SlotAt(_arena[table], Index(page, level)).Read();
            if (!PointsToTable(entry))
                return entry;
            table = FrameOf(entry);
            if (level != 1)
                continue;
            level = 0;
            return entry;
        }
    }

    // What an upper-level entry that leads to no table covers.
    private static VpnRange Covered(Vpn page, int level, Vpn end)
    {
        var size = 1UL << Shape.CoveredBits(level);
        return new(page, new(Math.Min(end.Value, (page.Value | (size - 1)) + 1)));
    }

    // The table that holds the entry of a page at a level.
    private Pfn EnsureTable(Vpn page, int wanted)
    {
        var table = _root;
        for (var level = Shape.Levels - 1; level > wanted; level--)
            table = EnsureBelow(SlotAt(_arena[table], Index(page, level)), level);
        return table;
    }

    private Pfn EnsureBelow(NativeSlot<TPte> slot, int level)
    {
        var entry = slot.Read();
        if (PointsToTable(entry))
            return FrameOf(entry);
        if (TPte.Present(entry).IsTrue)
            throw new InvalidOperationException("a huge page covers this address");
        var table = _arena.Take(Shape.Entries(level - 1));
        slot.Write(TableEntry.Checked<TPte>(table, level));
        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static NativeSlot<TPte> SlotAt(byte* table, int index) =>
        new(table + ((nint)index << EntryWidth<TPte>.Shift));

    private static bool PointsToTable(Pte entry) => (TPte.Present(entry) & TPte.Huge(entry).Not()).IsTrue;

    private static Pfn FrameOf(Pte entry) => new(TPte.Frame(entry).Value);

    private static int Index(Vpn page, int level) =>
        (int)(page.Value >> Shape.CoveredBits(level)) & (Shape.Entries(level) - 1);
}
