namespace Emulator;

/// <summary>The shape of an architecture's page-table tree.</summary>
/// <remarks>
/// What the emulator works with, and says where a geometry is refused (<see cref="Limits"/>): pages of 4 to 64 KiB
/// (PageShift 12 to 16), entries of 4 or 8 bytes (EntryBytes), 2 to 6 levels, leaf tables of 64 to 8192 entries
/// (LeafIndexBits 6 to 13), tables above them of 2 to 8192 (IndexBits 1 to 13), and user addresses of more bits than
/// one leaf table maps, that the tree reaches and that have at most 63.
/// </remarks>
/// <param name="PageShift">Log2 of the page size in bytes.</param>
/// <param name="Levels">How many levels of tables, the leaf's included.</param>
/// <param name="IndexBits">Log2 of the entries of a table, at every level that isn't said otherwise of.</param>
/// <param name="UserAddressBits">User addresses are below 2 to this power.</param>
public readonly record struct Geometry(int PageShift, int Levels, int IndexBits, int UserAddressBits)
{
    private const int MostLevels = 6;

    // Above the levels' bytes stands how many IndexBitsByLevel gave; 0: it wasn't given.
    private const int Given = 8 * MostLevels;

    // A byte a level, the leaf's lowest: its own index bits; 0: IndexBits.
    private readonly ulong _own;

    /// <summary>Log2 of the entries of a leaf table, where it isn't as large as the tables above it: s390's. Where
    /// <see cref="IndexBitsByLevel"/> is given too, the one that is written later holds.</summary>
    public int LeafIndexBits
    {
        get => IndexBitsOf(0);
        init => _own = _own & ~0xffUL | (byte)(sbyte)Math.Clamp(value, sbyte.MinValue, sbyte.MaxValue);
    }

    /// <summary>Log2 of the entries of a table at each level, the leaf's first, where they differ: <c>[10, 10]</c>,
    /// <c>[9, 9, 2]</c>; as many as there are levels.</summary>
    public IReadOnlyList<int> IndexBitsByLevel
    {
        get => [.. Enumerable.Range(0, Math.Clamp(Levels, 0, MostLevels)).Select(IndexBitsOf)];
        init => _own = value.Take(MostLevels).Select((bits, level) => (ulong)(byte)(sbyte)Math.Clamp(bits,
            sbyte.MinValue, sbyte.MaxValue) << (8 * level))
            .Aggregate((ulong)Math.Min(value.Count, 255) << Given, (all, bits) => all | bits);
    }

    /// <summary>Bytes of an entry: 8, or 4. One of 4 carries no bit above 31, anywhere.</summary>
    public int EntryBytes { get; init; } = 8;

    /// <summary>Every bit that an entry has.</summary>
    public ulong EntryMask => EntryBytes == 4 ? uint.MaxValue : ulong.MaxValue;

    /// <summary>Entries of a table above the leaf tables that isn't said otherwise of.</summary>
    public int TableEntries => 1 << IndexBits;

    /// <summary>User pages are below this number.</summary>
    public ulong UserPages => 1UL << (UserAddressBits - PageShift);

    /// <summary>What the emulator works with, in a sentence's words.</summary>
    public static string Limits =>
        "pages of 4 to 64 KiB (PageShift 12 to 16), entries of 4 or 8 bytes (EntryBytes), 2 to 6 levels, leaf tables "
        + "of 64 to 8192 entries (LeafIndexBits 6 to 13), tables above them of 2 to 8192 (IndexBits 1 to 13), and "
        + "user addresses of more bits than one leaf table maps, that the tree reaches and that have at most 63";

    /// <summary>What the emulator can't work with, by name and value; null where it can.</summary>
    public string? Fault => PageShift is < 12 or > 16 ? $"PageShift {PageShift}"
        : EntryBytes is not (4 or 8) ? $"EntryBytes {EntryBytes}"
        : Levels is < 2 or > MostLevels ? $"Levels {Levels}"
        : _own >> Given is var given && given != 0 && given != (ulong)Levels
            ? $"IndexBitsByLevel of {given} level{(given == 1 ? "" : "s")}, and Levels {Levels}"
        : LeafIndexBits is < 6 or > 13 ? $"IndexBits {LeafIndexBits} at level 0, the leaf's"
        : FaultAboveLeaves ?? FaultOfAddresses;

    /// <summary>Log2 of the entries of a table.</summary>
    /// <param name="level">0 for a leaf table.</param>
    public int IndexBitsOf(int level) =>
        (sbyte)(_own >> (8 * level) & 0xff) is var own && own != 0 ? own : IndexBits;

    /// <summary>Entries of one table.</summary>
    /// <param name="level">0 for a leaf table.</param>
    public int Entries(int level) => 1 << IndexBitsOf(level);

    /// <summary>Log2 of the pages that an entry covers.</summary>
    /// <param name="level">0 for a leaf entry; <see cref="Levels"/> for what the whole tree covers.</param>
    public int CoveredBits(int level)
    {
        var covered = 0;
        for (var below = 0; below < level; below++)
            covered += IndexBitsOf(below);
        return covered;
    }

    private string? FaultAboveLeaves
    {
        get
        {
            for (var level = 1; level < Levels; level++)
                if (IndexBitsOf(level) is < 1 or > 13)
                    return $"IndexBits {IndexBitsOf(level)} at level {level}";
            return null;
        }
    }

    private string? FaultOfAddresses =>
        UserAddressBits <= PageShift + LeafIndexBits ? $"UserAddressBits {UserAddressBits}, within one leaf table"
        : UserAddressBits > PageShift + CoveredBits(Levels) ? $"UserAddressBits {UserAddressBits}, beyond the tree's "
            + $"{PageShift + CoveredBits(Levels)}"
        : UserAddressBits > 63 ? $"UserAddressBits {UserAddressBits}" : null;
}
