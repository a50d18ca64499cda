using Emulator.Engine.Cpu;

namespace Emulator.Engine.Tests;

/// <summary>What a core does with stale entries, no kernel behind it.</summary>
[TestClass]
public sealed class BareMmuTests
{
    private static readonly Access Read = new(AccessKind.Read), Write = new(AccessKind.Write);
    private const ulong CleanRw = 0x1027, DirtyRw = 0x1067;

    private static (bool Ok, Pte Pte) X86(BareAccess request)
    {
        using var mmu = BareMmu.Of(Architectures.Named("x86"));
        return mmu.Make(request);
    }

    [TestMethod]
    public void A_store_through_an_entry_cached_dirty_leaves_memory_as_it_is() =>
        Assert.AreEqual((true, new Pte(CleanRw)), X86(new(new(CleanRw), Write, Prime: Write, New: new(CleanRw))));

    [TestMethod]
    public void The_first_store_through_an_entry_cached_clean_updates_memory_as_it_is_then() =>
        Assert.AreEqual((true, new Pte(DirtyRw | 0x5000)),
            X86(new(new(CleanRw), Write, Prime: Read, New: new(CleanRw | 0x5000))));

    [TestMethod]
    public void It_faults_where_memory_no_longer_allows_it() =>
        Assert.AreEqual((false, new Pte(0)), X86(new(new(CleanRw), Write, Prime: Read, New: new(0))));

    [TestMethod]
    public void A_hit_that_refuses_faults_without_another_walk() =>
        Assert.AreEqual((false, new Pte(CleanRw)), X86(new(new(0x1025), Write, Prime: Read, New: new(CleanRw))));

    [TestMethod]
    public void After_a_flush_memory_decides() =>
        Assert.AreEqual((true, new Pte(DirtyRw)),
            X86(new(new(0x1025), Write, Prime: Read, New: new(CleanRw), Flush: true)));

    [TestMethod]
    public void A_read_sets_accessed_and_a_refused_store_nothing()
    {
        Assert.AreEqual((true, new Pte(0x1027)), X86(new(new(0x1007), Read)));
        Assert.AreEqual((false, new Pte(0x1005)), X86(new(new(0x1005), Write)));
    }
}
