using Emulator.Engine.Laws;
using Emulator.Plugins.X86;

namespace Emulator.Plugins.Tests;

/// <summary>Geometries that the emulator works with, and those that it refuses by name; law G1 says the same.</summary>
[TestClass]
public sealed class WrongGeometries
{
    [ThreadStatic]
    private static Geometry t_shape;

    private static readonly Geometry Sound = new(12, 4, 9, 48);

    public static IEnumerable<(Geometry Shape, string Fault)> Wrong => [.. OfSizes, .. OfTables, .. OfAddresses];

    private static IEnumerable<(Geometry Shape, string Fault)> OfSizes =>
    [
        (default, "PageShift 0"),
        (Sound with { PageShift = 11 }, "PageShift 11"),
        (Sound with { PageShift = 17, UserAddressBits = 50 }, "PageShift 17"),
        (Sound with { PageShift = -1 }, "PageShift -1"),
        (Sound with { EntryBytes = 0 }, "EntryBytes 0"),
        (Sound with { EntryBytes = 2 }, "EntryBytes 2"),
        (Sound with { EntryBytes = 16 }, "EntryBytes 16"),
        (Sound with { Levels = 1 }, "Levels 1"),
        (Sound with { Levels = 7 }, "Levels 7"),
        (Sound with { Levels = int.MaxValue }, "Levels 2147483647"),
    ];

    private static IEnumerable<(Geometry Shape, string Fault)> OfTables =>
    [
        (Sound with { LeafIndexBits = 5 }, "IndexBits 5 at level 0, the leaf's"),
        (Sound with { LeafIndexBits = 14 }, "IndexBits 14 at level 0, the leaf's"),
        (Sound with { LeafIndexBits = -3 }, "IndexBits -3 at level 0, the leaf's"),
        (Sound with { LeafIndexBits = 1_000 }, "IndexBits 127 at level 0, the leaf's"),
        (Sound with { IndexBits = 5 }, "IndexBits 5 at level 0, the leaf's"),
        (new(12, 2, 10, 32) { IndexBitsByLevel = [10, 10, 10] }, "IndexBitsByLevel of 3 levels, and Levels 2"),
        (new(12, 2, 10, 32) { IndexBitsByLevel = [10] }, "IndexBitsByLevel of 1 level, and Levels 2"),
        (new(12, 4, 14, 48) { LeafIndexBits = 9 }, "IndexBits 14 at level 1"),
        (new(12, 4, 0, 21) { LeafIndexBits = 9 }, "IndexBits 0 at level 1"),
        (new(12, 4, -9, 22) { LeafIndexBits = 9 }, "IndexBits -9 at level 1"),
        (new(12, 3, 9, 40) { IndexBitsByLevel = [9, 9, 15] }, "IndexBits 15 at level 2"),
    ];

    private static IEnumerable<(Geometry Shape, string Fault)> OfAddresses =>
    [
        (Sound with { UserAddressBits = 21 }, "UserAddressBits 21, within one leaf table"),
        (Sound with { UserAddressBits = 12 }, "UserAddressBits 12, within one leaf table"),
        (Sound with { UserAddressBits = 49 }, "UserAddressBits 49, beyond the tree's 48"),
        (new(12, 6, 9, 64), "UserAddressBits 64"),
        (new(12, 3, 9, 32) { IndexBitsByLevel = [9, 9, 1] }, "UserAddressBits 32, beyond the tree's 31"),
    ];

    public static IEnumerable<Geometry> Right =>
    [
        Sound, new(12, 2, 10, 32) { EntryBytes = 4 }, new(13, 3, 10, 42),
        new(16, 3, 13, 48) { IndexBitsByLevel = [13, 13, 6] },
        new(12, 3, 9, 32) { IndexBitsByLevel = [9, 9, 2] }, new(13, 4, 10, 53) { IndexBitsByLevel = [10, 10, 10, 10] },
        new(12, 6, 9, 63), new(12, 3, 7, 32) { IndexBitsByLevel = [7, 7, 7], EntryBytes = 4 },
        new(12, 3, 11, 42) { LeafIndexBits = 8 }, new(12, 3, 7, 32) { LeafIndexBits = 6, EntryBytes = 4 },
        new(12, 3, 6, 30) { IndexBitsByLevel = [6, 6, 6] }, new(12, 2, 10, 32) { IndexBitsByLevel = [] },
    ];

    public static IEnumerable<object[]> WrongRows => Wrong.Select(w => new object[] { w.Shape, w.Fault });

    public static IEnumerable<object[]> RightRows => Right.Select(g => new object[] { g });

    [TestMethod]
    [DynamicData(nameof(WrongRows))]
    public void What_is_wrong_is_named(Geometry shape, string fault)
    {
        Assert.AreEqual(fault, shape.Fault);
        var said = Said(shape);
        Assert.StartsWith($"the geometry has {fault}; expected pages of 4 to 64 KiB", said);
    }

    [TestMethod]
    [DynamicData(nameof(RightRows))]
    public void What_exists_is_taken(Geometry shape)
    {
        Assert.IsNull(shape.Fault);
        Assert.IsNull(Said(shape));
    }

    /// <summary>The list of limits is one: what the refusal prints stands in the template too.</summary>
    [TestMethod]
    public void The_template_has_the_limits_word_for_word()
    {
        var template = Repository.Text("kit/Templates/content/Acme/AcmePte.cs");
        var words = string.Join(' ', template.Replace("//", "", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(Geometry.Limits, words);
    }

    private static string? Said(Geometry shape)
    {
        t_shape = shape;
        return LawBook.Prove(new Shaped(), law => law.Name == "G1").Single().Why;
    }

    private readonly struct ShapedPte : IX86Pte<ShapedPte>
    {
        static Geometry IPteFormat.Geometry => t_shape;
    }

    private readonly struct ShapedDirty : IX86Dirty<ShapedDirty>;

    private sealed class Shaped() : Architecture<ShapedPte, ShapedDirty, X86Tlb>("shaped");
}
