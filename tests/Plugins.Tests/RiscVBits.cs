using Emulator.Plugins.RiscV;
using RiscVSvadeTracking = Emulator.Plugins.RiscV.RiscVSvadeTracking<Emulator.Plugins.RiscV.RiscVPte>;

namespace Emulator.Plugins.Tests;

/// <summary>RISC-V entries against the numbers of the privileged ISA (Sv39, Svadu, Svade, Svpbmt, Svrsw60t59b) and of
/// Linux' pgtable-bits.h.</summary>
[TestClass]
public sealed class RiscVBits
{
    private const ulong V = 1, R = 2, W = 4, X = 8, U = 0x10, G = 0x20, A = 0x40, D = 0x80, Special = 0x100;
    private const ulong Soft = 0x0800_0000_0000_0000, UffdWp = 0x1000_0000_0000_0000;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write),
        Fetch = new(AccessKind.Execute);

    [TestMethod]
    [DataRow("V", 0, 1)]
    [DataRow("R", 1, 1)]
    [DataRow("W", 2, 1)]
    [DataRow("X", 3, 1)]
    [DataRow("U", 4, 1)]
    [DataRow("G", 5, 1)]
    [DataRow("A", 6, 1)]
    [DataRow("D", 7, 1)]
    [DataRow("SPECIAL", 8, 1)]
    [DataRow("RSW", 9, 1)]
    [DataRow("PPN", 10, 44)]
    [DataRow("SOFT_DIRTY", 59, 1)]
    [DataRow("UFFD_WP", 60, 1)]
    [DataRow("PBMT", 61, 2)]
    [DataRow("N", 63, 1)]
    public void A_bit_stands_where_the_manual_says(string name, int number, int width)
    {
        var bit = RiscVPte.Bits.Single(b => b.Name == name);
        Assert.AreEqual((number, width), (bit.Number, bit.Width));
    }

    [TestMethod]
    public void No_other_bit_has_a_name() => Assert.HasCount(16, RiscVPte.Bits);

    [TestMethod]
    public void The_frame_is_44_bits_from_bit_10()
    {
        Assert.AreEqual(new Pte(0xfff_ffff_ffff), RiscVPte.Frame(new Pte(ulong.MaxValue)));
        Assert.AreEqual(new Pte(1), RiscVPte.Frame(new Pte(0x400)));
    }

    [TestMethod]
    public void A_leaf_is_a_read_only_user_page_that_was_accessed() =>
        Assert.AreEqual(new Pte(0x48d_145b), RiscVPte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void A_table_is_V_alone() => Assert.AreEqual(new Pte(0x1c01), RiscVPte.Table(new(7)));

    [TestMethod]
    public void Write_protecting_leaves_D_and_grants_reading()
    {
        Assert.AreEqual(new Pte(V | R | U | A | D), RiscVPte.WriteProtect(new Pte(V | R | W | U | A | D)));
        Assert.AreEqual(new Pte(V | R | X), RiscVPte.WriteProtect(new Pte(V | X)));
    }

    [TestMethod]
    public void Cleaning_takes_D_alone() => Assert.AreEqual(new Pte(V | R | W | A | Soft),
        RiscVPte.MakeClean(new Pte(V | R | W | A | D | Soft)));

    [TestMethod]
    public void Making_dirty_sets_soft_dirty_too() => Assert.AreEqual(new Pte(V | R | D | Soft),
        RiscVPte.MakeDirty(new Pte(V | R)));

    [TestMethod]
    public void Granting_writing_sets_W() => Assert.AreEqual(new Pte(V | R | W | U),
        RiscVPte.MakeWritable(new Pte(V | R | U)));

    [TestMethod]
    public void Young_is_A()
    {
        Assert.AreEqual(new Pte(V | R | A), RiscVPte.MakeYoung(new Pte(V | R)));
        Assert.AreEqual(new Pte(V | R | D), RiscVPte.MakeOld(new Pte(V | R | A | D)));
        Assert.IsTrue(RiscVPte.Young(new Pte(A)).IsTrue);
    }

    [TestMethod]
    public void Changing_the_protection_takes_V_R_W_X_U_G_and_keeps_the_rest()
    {
        const ulong kept = D | Special | 0x200 | 0x2a_0000 | Soft | UffdWp | 1UL << 61;
        Assert.AreEqual(new Pte(V | R | U | A | kept),
            RiscVPte.Modify(new Pte(V | R | W | X | U | G | kept), new Pte(V | R | U | A)));
    }

    [TestMethod]
    public void Merging_stores_what_is_wanted_and_loses_what_hardware_added() =>
        Assert.AreEqual(new Pte(V | R | W | A), RiscVPte.Merge(new Pte(V | R | W | A | D), new Pte(V | R | W | A)));

    [TestMethod]
    public void PROT_NONE_is_G_without_V()
    {
        var none = RiscVPte.MakeProtNone(new Pte(V | R | W | U | A | D | 0x400));
        Assert.AreEqual(new Pte(R | W | U | G | A | D | 0x400), none);
        Assert.IsTrue((RiscVPte.ProtNone(none) & RiscVPte.Present(none)).IsTrue);
        Assert.IsFalse(RiscVPte.ProtNone(new Pte(V | G)).IsTrue);
        Assert.IsFalse(RiscVPte.Present(new Pte(R | W | X)).IsTrue);
    }

    [TestMethod]
    [DataRow(V | R, true)]
    [DataRow(V | X, true)]
    [DataRow(G | R, true)]
    [DataRow(V, false)]
    [DataRow(V | U | A | D, false)]
    [DataRow(R, false)]
    public void An_upper_entry_with_R_W_or_X_maps_a_huge_page(ulong entry, bool huge) =>
        Assert.AreEqual(huge, RiscVPte.Huge(new Pte(entry)).IsTrue);

    [TestMethod]
    public void A_swap_entry_is_neither_present_nor_empty_and_has_its_own_soft_dirty_bit()
    {
        var swap = RiscVPte.Swap(new Pte(0x5_4321));
        Assert.AreEqual(new Pte(0x5432_1100), swap);
        Assert.AreEqual(new Pte(0x5_4321), RiscVPte.SwapOffset(swap));
        Assert.AreEqual(52, RiscVPte.SwapOffsetBits);
        Assert.IsFalse((RiscVPte.Present(swap) | RiscVPte.None(RiscVPte.Swap(new Pte(0))) | RiscVPte.Dirty(swap)
            | RiscVPte.Writable(swap)).IsTrue);
        Assert.AreEqual(new Pte(0x5432_1108), RiscVPte.SwapMakeSoftDirty(swap));
        Assert.IsTrue(RiscVPte.SwapSoftDirty(new Pte(8)).IsTrue);
        Assert.AreEqual(swap, RiscVPte.SwapClearSoftDirty(new Pte(0x5432_1108)));
    }

    [TestMethod]
    public void With_Svadu_a_walk_sets_A_and_a_store_D_too()
    {
        Assert.AreEqual(new Pte(V | R | W | U | A), RiscVSvaduTracking.Walk(new Pte(V | R | W | U), Load).Entry);
        Assert.AreEqual(new Pte(V | R | W | U | A | D), RiscVSvaduTracking.Commit(new Pte(V | R | W | U), Store).Entry);
        Assert.IsTrue(RiscVSvaduTracking.Commit(new Pte(V | R | U | A), Store).Fault.IsTrue);
        Assert.IsTrue(RiscVSvaduTracking.Commit(new Pte(0), Store).Fault.IsTrue);
        Assert.IsFalse(RiscVSvaduTracking.Suffices(new Pte(V | R | W | U | A), Store).IsTrue);
    }

    [TestMethod]
    [DataRow(V | R | W | U | A | D, false, false)]
    [DataRow(V | R | W | U | A, false, true)]
    [DataRow(V | R | W | U | D, true, true)]
    public void With_Svade_an_old_page_faults_and_so_does_a_store_to_a_clean_one(ulong pte, bool loadFaults,
        bool storeFaults)
    {
        Assert.AreEqual(loadFaults, RiscVSvadeTracking.Walk(new Pte(pte), Load).Fault.IsTrue);
        Assert.AreEqual(storeFaults, RiscVSvadeTracking.Walk(new Pte(pte), Store).Fault.IsTrue);
        Assert.AreEqual(new Pte(V | R | W | U | A | D | Soft), RiscVSvadeTracking.Handled(new Pte(pte | Soft), Store));
    }

    [TestMethod]
    [DataRow(V | R | U, "rR")]
    [DataRow(V | R | W | U, "rwRW")]
    [DataRow(V | X | U, "x")]
    [DataRow(V | R | W | X | U, "rwxRW")]
    [DataRow(V | R | W | X, "RWX")]
    [DataRow(V | X, "X")]
    [DataRow(V | W | U, "")]
    [DataRow(V | W | X | U, "")]
    [DataRow(V, "")]
    [DataRow(R | W | X | U | G, "")]
    [DataRow(V | R | U | 1UL << 54, "")]
    [DataRow(V | R | U | 1UL << 58, "")]
    [DataRow(V | R | U | 1UL << 59 | 1UL << 60, "rR")]
    [DataRow(V | R | U | 1UL << 61, "rR")]
    [DataRow(V | R | U | 1UL << 62, "rR")]
    [DataRow(V | R | U | 3UL << 61, "")]
    [DataRow(V | R | U | 1UL << 63, "")]
    public void User_in_small_letters_and_supervisor_in_capitals_may(ulong flags, string may)
    {
        Assert.AreEqual(may, May<RiscVSvaduTracking>(flags));
        Assert.AreEqual(may, May<RiscVSvadeTracking>(flags | A | D));
    }

    [TestMethod]
    public void The_TLB_keeps_valid_leaves_that_were_accessed()
    {
        Assert.AreEqual(new Pte(V | R | A), RiscVTlb.Cached(new Pte(V | R | A)));
        Assert.AreEqual(default, RiscVTlb.Cached(new Pte(V | R)));
        Assert.AreEqual(default, RiscVTlb.Cached(new Pte(G | R | A)));
    }

    [TestMethod]
    public void Linux_7_0_write_protects_by_a_read_and_a_store()
    {
        Assert.AreEqual(PteHelpers.SetAccessFlags, RiscVPte.NotAtomic);
        Assert.AreEqual(PteHelpers.SetAccessFlags | PteHelpers.SetWriteProtect, NotAtomic<RiscVR3Pte>());
        Assert.IsNotNull(new RiscVR3().History);
    }

    private static PteHelpers NotAtomic<TPte>() where TPte : IPteFormat => TPte.NotAtomic;

    private static string May<TDirty>(ulong pte) where TDirty : struct, IDirtyTracking => string.Concat(
        from user in new[] { true, false }
        from access in new[] { Load, Store, Fetch }
        where !TDirty.Walk(new Pte(pte), access with { User = user }).Fault.IsTrue
        select (user ? "rwx" : "RWX")[(int)access.Kind]);
}
