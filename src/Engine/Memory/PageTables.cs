using System.Runtime.CompilerServices;

namespace Emulator.Engine.Memory;

/// <summary>A page-table tree of real entries, in the geometry of its architecture.</summary>
/// <remarks>Reading is safe from any thread; mapping isn't.</remarks>
public sealed unsafe class PageTables<TPte> : IDisposable where TPte : struct, IPteFormat
{
    private static readonly Geometry Shape = TPte.Geometry;
    private readonly FrameArena _arena = new(TPte.Empty);
    private LeafTable?[] _leaves = new LeafTable?[16];
    private readonly Pfn _root;

    /// <summary>Makes an empty tree.</summary>
    public PageTables() => _root = _arena.Take(Shape.Entries(Shape.Levels - 1));

    /// <summary>The slot of a page, or null where no leaf table covers it.</summary>
    public ulong* Slot(Vpn page)
    {
        var entry = Descend(page, _root, Shape.Levels - 1, out var level);
        return level == 0 ? _arena[FrameOf(entry)] + Index(page, 0) : null;
    }

    /// <summary>The leaf table that covers a page, or null.</summary>
    public LeafTable? Find(Vpn page)
    {
        var entry = Descend(page, _root, Shape.Levels - 1, out var level);
        return level == 0 ? _leaves[FrameOf(entry).Value] : null;
    }

    /// <summary>The leaf table that covers a page; it and the tables above it are made where they are
    /// missing.</summary>
    public LeafTable Ensure(Vpn page)
    {
        var frame = _root;
        for (var level = Shape.Levels - 1; level > 0; level--)
            frame = FrameOf(EnsureEntry(ref _arena[frame][Index(page, level)], level));
        if ((int)frame.Value >= _leaves.Length)
            Array.Resize(ref _leaves, (int)frame.Value * 2);
        return _leaves[frame.Value] ??= new(_arena[frame],
            new(page.Value >> Shape.LeafIndexBits << Shape.LeafIndexBits));
    }

    /// <summary>Stores an entry for a page.</summary>
    public void Set(Vpn page, Pte pte) => Ensure(page)[Index(page, 0)] = pte.Value;

    /// <summary>The entry of a page; an empty slot where no leaf table covers it.</summary>
    public Pte Get(Vpn page)
    {
        var slot = Slot(page);
        return new(slot == null ? TPte.Empty : Volatile.Read(ref *slot));
    }

    /// <summary>Maps a huge page: an entry one level above the leaves. Linux: <c>set_pmd_at</c>.</summary>
    /// <param name="page">The first page of the huge page.</param>
    /// <param name="huge">An entry made by <see cref="IPteFormat.MakeHuge"/>.</param>
    public void SetHuge(Vpn page, Pte huge)
    {
        var frame = _root;
        for (var level = Shape.Levels - 1; level > 1; level--)
            frame = FrameOf(EnsureEntry(ref _arena[frame][Index(page, level)], level));
        _arena[frame][Index(page, 1)] = huge.Value;
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
        var next = new Pte(Volatile.Read(ref cursor.Upper[Index(page, 1)]));
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
            var entry = new Pte(Volatile.Read(ref _arena[table][Index(page, level)]));
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

    private Pte EnsureEntry(ref ulong slot, int level)
    {
        if (!TPte.Present(new Pte(slot)).IsTrue)
            slot = TPte.Table(_arena.Take(Shape.Entries(level - 1))).Value;
        else if (!PointsToTable(new(slot)))
            throw new InvalidOperationException("a huge page covers this address");
        return new(slot);
    }

    private static bool PointsToTable(Pte entry) => (TPte.Present(entry) & TPte.Huge(entry).Not()).IsTrue;

    private static Pfn FrameOf(Pte entry) => new(TPte.Frame(entry).Value);

    private static int Index(Vpn page, int level) =>
        (int)(page.Value >> Shape.CoveredBits(level)) & (Shape.Entries(level) - 1);
}
