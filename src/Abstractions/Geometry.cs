namespace Emulator;

/// <summary>The shape of an architecture's page-table tree. Every entry is 64 bits.</summary>
/// <param name="PageShift">Log2 of the page size in bytes.</param>
/// <param name="Levels">How many levels of tables, the leaf's included.</param>
/// <param name="IndexBits">Log2 of the entries of a table, the same at every level.</param>
/// <param name="UserAddressBits">User addresses are below 2 to this power.</param>
public readonly record struct Geometry(int PageShift, int Levels, int IndexBits, int UserAddressBits)
{
    /// <summary>Entries of one table.</summary>
    public int TableEntries => 1 << IndexBits;

    /// <summary>User pages are below this number.</summary>
    public ulong UserPages => 1UL << (UserAddressBits - PageShift);
}
