using System.Runtime.CompilerServices;
using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests;

[TestClass]
public sealed class TlbTests
{
    private static bool Has(Tlb tlb, ulong page) => !Unsafe.IsNullRef(ref tlb.Find(new(page)));

    private static Tlb Filled(TlbShape shape, params ulong[] pages)
    {
        var tlb = new Tlb(shape);
        foreach (var page in pages)
            tlb.Fill(new(page), new(page));
        return tlb;
    }

    [TestMethod]
    public void The_least_recently_used_entry_of_the_set_makes_room()
    {
        var tlb = Filled(new(4, 2), 0, 2, 1);
        Assert.IsTrue(Has(tlb, 0));
        tlb.Fill(new(4), new(4));
        Assert.IsTrue(Has(tlb, 0) && Has(tlb, 4) && Has(tlb, 1));
        Assert.IsFalse(Has(tlb, 2));
    }

    [TestMethod]
    public void Random_replacement_repeats_with_its_seed()
    {
        ulong[] Left(ulong seed) => [.. Filled(new(8, 8, TlbReplacement.Random, seed),
            [.. Enumerable.Range(0, 100).Select(n => (ulong)n)])
            .Filled().Select(e => e.Page.Value)];
        Assert.AreSequenceEqual(Left(3), Left(3));
        Assert.AreNotSequenceEqual(Left(3), Left(4));
    }

    [TestMethod]
    [DataRow(1, 3)]
    [DataRow(0, 1000)]
    public void A_range_is_dropped_and_nothing_else(int from, int to)
    {
        var tlb = Filled(new(8, 2), 0, 1, 2, 3, 4, 5);
        tlb.Drop(new VpnRange(new((ulong)from), new((ulong)to)));
        for (var page = 0; page < 6; page++)
            Assert.AreEqual(page < from || page >= to, Has(tlb, (ulong)page));
    }

    [TestMethod]
    [DataRow(64, 3)]
    [DataRow(12, 4)]
    [DataRow(4, 8)]
    [DataRow(0, 1)]
    public void A_shape_that_makes_no_sets_is_refused(int entries, int ways)
    {
        Assert.IsNotNull(new TlbShape(entries, ways).Fault);
        Assert.ThrowsExactly<ArgumentException>(() => new Tlb(new(entries, ways)));
    }
}
