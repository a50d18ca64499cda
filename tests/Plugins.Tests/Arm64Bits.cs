using Emulator.Plugins.Arm64;
using Arm64AfTracking = Emulator.Plugins.Arm64.Arm64AfTracking<Emulator.Plugins.Arm64.Arm64Pte>;
using Arm64SoftwareTracking = Emulator.Plugins.Arm64.Arm64SoftwareTracking<Emulator.Plugins.Arm64.Arm64Pte>;

namespace Emulator.Plugins.Tests;

/// <summary>Arm entries against the numbers of the Arm ARM (D8.3) and of Linux' pgtable-prot.h.</summary>
[TestClass]
public sealed class Arm64Bits
{
    private const ulong Page = 3, User = 1UL << 6, RdOnly = 1UL << 7, Af = 1UL << 10, Dbm = 1UL << 51, Pxn = 1UL << 53,
        Uxn = 1UL << 54, Dirty = 1UL << 55;
    private static readonly Access Store = new(AccessKind.Write);

    [TestMethod]
    public void A_leaf_is_a_read_only_user_page_that_was_accessed() =>
        Assert.AreEqual(new Pte(0x0020_0000_1234_5fc3), Arm64Pte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void Hardware_dirty_is_DBM_without_read_only()
    {
        Assert.IsTrue(Arm64Pte.Dirty(new Pte(Page | Dbm)).IsTrue);
        Assert.IsFalse(Arm64Pte.Dirty(new Pte(Page | Dbm | RdOnly)).IsTrue);
    }

    [TestMethod]
    public void Write_protecting_keeps_hardware_dirtiness_in_software() =>
        Assert.AreEqual(new Pte(Page | RdOnly | Dirty), Arm64Pte.WriteProtect(new Pte(Page | Dbm)));

    [TestMethod]
    public void Cleaning_makes_the_page_read_only_to_hardware() =>
        Assert.AreEqual(new Pte(Page | Dbm | RdOnly), Arm64Pte.MakeClean(new Pte(Page | Dbm | Dirty)));

    [TestMethod]
    public void Merging_adds_what_was_granted_and_never_takes() =>
        Assert.AreEqual(new Pte(Page | Af | Dbm | Dirty),
            Arm64Pte.Merge(new Pte(Page | Af | RdOnly), new Pte(Page | Dbm | Dirty)));

    [TestMethod]
    public void With_HD_a_store_clears_read_only_where_DBM_is_set() =>
        Assert.AreEqual(new Pte(Page | User | Af | Dbm),
            Arm64DbmTracking.Walk(new Pte(Page | User | Dbm | RdOnly), Store).Entry);

    [TestMethod]
    public void Without_HD_a_store_to_a_read_only_page_faults()
    {
        Assert.IsTrue(Arm64AfTracking.Walk(new Pte(Page | User | Af | Dbm | RdOnly), Store).Fault.IsTrue);
        Assert.IsTrue(Arm64SoftwareTracking.Walk(new Pte(Page | User | Af | Dbm | RdOnly), Store).Fault.IsTrue);
    }

    [TestMethod]
    public void Without_HA_an_old_page_faults()
    {
        var read = new Access(AccessKind.Read);
        Assert.IsTrue(Arm64SoftwareTracking.Walk(new Pte(Page | User), read).Fault.IsTrue);
        Assert.AreEqual(new Pte(Page | User | Af), Arm64AfTracking.Walk(new Pte(Page | User), read).Entry);
    }

    [TestMethod]
    public void EL0_executes_without_AP1_and_EL1_never_what_EL0_can_write()
    {
        Assert.IsFalse(Arm64AfTracking.Walk(new Pte(Page | Af), new(AccessKind.Execute)).Fault.IsTrue);
        Assert.IsTrue(Arm64AfTracking.Walk(new Pte(Page | Af | Uxn), new(AccessKind.Execute)).Fault.IsTrue);
        Assert.IsTrue(Arm64AfTracking.Walk(new Pte(Page | Af | User), new(AccessKind.Execute, User: false))
            .Fault.IsTrue);
        Assert.IsFalse(Arm64AfTracking.Walk(new Pte(Page | Af | User | RdOnly), new(AccessKind.Execute, User: false))
            .Fault.IsTrue);
        Assert.IsTrue(Arm64AfTracking.Walk(new Pte(Page | Af | RdOnly | Pxn), new(AccessKind.Execute, User: false))
            .Fault.IsTrue);
    }
}
