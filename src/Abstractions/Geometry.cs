namespace Emulator;

/// <summary>The shape of an architecture's page-table tree. Every entry is 64 bits.</summary>
/// <param name="PageShift">Log2 of the page size in bytes.</param>
/// <param name="Levels">How many levels of tables, the leaf's included.</param>
/// <param name="IndexBits">Log2 of the entries of a table, the same at every level unless <see cref="LeafIndexBits"/>
/// says otherwise.</param>
/// <param name="UserAddressBits">User addresses are below 2 to this power.</param>
public readonly record struct Geometry(int PageShift, int Levels, int IndexBits, int UserAddressBits)
{
    /// <summary>Log2 of the entries of a leaf table, where it is smaller than the tables above it: s390's.</summary>
    public int LeafIndexBits { get; init; } = IndexBits;

    /// <summary>Entries of a table above the leaf tables.</summary>
    public int TableEntries => 1 << IndexBits;

    /// <summary>User pages are below this number.</summary>
    public ulong UserPages => 1UL << (UserAddressBits - PageShift);

    /// <summary>Entries of one table.</summary>
    /// <param name="level">0 for a leaf table.</param>
    public int Entries(int level) => level == 0 ? 1 << LeafIndexBits : TableEntries;

    /// <summary>Log2 of the pages that an entry covers.</summary>
    /// <param name="level">0 for a leaf entry; <see cref="Levels"/> for what the whole tree covers.</param>
    public int CoveredBits(int level) => level == 0 ? 0 : LeafIndexBits + IndexBits * (level - 1);
}
