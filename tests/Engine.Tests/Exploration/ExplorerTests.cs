using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Exploration;

/// <summary>The explorer on a machine whose state space Spin has counted.</summary>
[TestClass]
public sealed class ExplorerTests
{
    private static readonly Limits Free = new();

    [TestMethod]
    [DataRow(2, 2, 2, 9_480L)]
    [DataRow(2, 3, 2, 331_265L)]
    public void It_finds_as_many_states_as_Spin(int pages, int cores, int writes, long states)
    {
        var found = Explorer.Run(MiniProtocol.Of(pages, cores, writes), Free);
        Assert.IsNull(found.Bound);
        Assert.AreEqual(states, found.Coverage.States);
        Assert.IsNull(found.Violations[0]);
    }

    public static IEnumerable<object[]> Shapes =>
        from words in new[] { 1, 2, 4 }
        from roomy in new int?[] { null, 0, 1, 3 }
        from pack in new[] { 1L, 100, 5_000, long.MaxValue }
        select new object[] { words, roomy!, pack };

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void No_layout_width_or_moment_of_packing_loses_a_state(int words, int? roomy, long packAfter)
    {
        var found = Explorer.Run(MiniProtocol.Of(2, 2, 2), Free with { LeastWords = words, Roomy = roomy,
            PackAfter = packAfter, StoreBits = 10 });
        Assert.AreEqual(9_480, found.Coverage.States);
        Assert.AreEqual(Explorer.Run(MiniProtocol.Of(2, 2, 2), Free).Coverage.Transitions, found.Coverage.Transitions);
    }

    [TestMethod]
    public void Two_threads_on_a_row_find_the_same_as_one()
    {
        // Many times, from the smallest store: it grows while one thread hands over and the other adds.
        for (var n = 0; n < 20; n++)
            Assert.AreEqual(9_480, Explorer.Run(MiniProtocol.Of(2, 2, 2),
                Free with { MayShare = () => true, LargeLevel = 1, StoreBits = 11, PackAfter = 2_000 })
                .Coverage.States);
        var shared = Explorer.Run(MiniProtocol.Of(2, 3, 2), Free with { MayShare = () => true, LargeLevel = 1 });
        Assert.AreEqual(331_265, shared.Coverage.States);
        Assert.AreEqual(Explorer.Run(MiniProtocol.Of(2, 3, 2), Free).Coverage with { Bytes = 0 },
            shared.Coverage with { Bytes = 0 });
    }
}
