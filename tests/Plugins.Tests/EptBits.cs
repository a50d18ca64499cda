using Emulator.Plugins.Ept;

namespace Emulator.Plugins.Tests;

/// <summary>EPT entries against the Intel SDM, volume 3C, and against KVM's vmx.h, spte.h and spte.c.</summary>
[TestClass]
public sealed class EptBits
{
    private const ulong R = 1, W = 2, X = 4, WriteBack = 0x30, Ipat = 0x40, Large = 0x80, A = 0x100, D = 0x200;
    private const ulong MmuPresent = 0x800, SuppressVe = 1UL << 63, HostWritable = 1UL << 57, MmuWritable = 1UL << 58;
    private const ulong AdDisabled = 1UL << 52, Software = MmuPresent | HostWritable | MmuWritable | SuppressVe;

    private static readonly ulong[] Flags = [R, W, X, A, D, Large, HostWritable, MmuWritable, MmuPresent];

    // (spte | set) & ~clear, as the KVM functions that the plugin names do it.
    private static readonly Dictionary<string, (Func<Pte, Pte> Ours, ulong Set, ulong Clear)> Helpers = new()
    {
        ["wrprot_gfn_range"] = (EptAdPte.WriteProtect, 0, W),
        ["clear_dirty_gfn_range"] = (EptAdPte.MakeClean, 0, D),
        ["mark_spte_for_access_track"] = (EptAdPte.MakeOld, 0, A),
        ["make_spte, accessed"] = (EptAdPte.MakeYoung, A, 0),
        ["make_spte, dirty"] = (EptAdPte.MakeDirty, D, 0),
        ["make_spte, writable"] = (EptAdPte.MakeWritable, W | MmuWritable | HostWritable, 0),
        ["make_huge_spte"] = (EptAdPte.MakeHuge, Large, 0),
        ["wrprot_gfn_range, without A/D"] = (EptNoAdPte.WriteProtect, 0, W),
        ["make_spte, writable, without A/D"] = (EptNoAdPte.MakeWritable, W | MmuWritable | HostWritable, 0),
    };

    public static IEnumerable<object[]> HelperNames => Helpers.Keys.Select(name => new object[] { name });

    [TestMethod]
    public void Bits_stand_where_the_manual_and_the_kernel_have_them()
    {
        Assert.AreEqual("R0 W1 X2 MT3+3 IPAT6 PS7 A8 D9 XU10 MMU_PRESENT11 PFN12+40 TDP_AD52+2 SAVED_R54 SAVED_X56 "
            + "HOST_WRITABLE57 MMU_WRITABLE58 SVE63", BitsText.Of(EptAdPte.Bits));
        Assert.AreEqual(BitsText.Of(EptAdPte.Bits).Replace(" A8 D9", ""), BitsText.Of(EptNoAdPte.Bits));
    }

    [TestMethod]
    public void A_walk_has_four_levels_of_512_entries()
    {
        Assert.AreEqual(new Geometry(12, 4, 9, 48), EptAdPte.Geometry);
        Assert.AreEqual(EptAdPte.Geometry, EptNoAdPte.Geometry);
    }

    [TestMethod]
    [DynamicData(nameof(HelperNames))]
    public void A_helper_does_what_KVM_does(string name)
    {
        var (ours, set, clear) = Helpers[name];
        foreach (var entry in Combinations())
            Assert.AreEqual(new Pte((entry | set) & ~clear), ours(new Pte(entry)), $"of {entry:x}");
    }

    // kvm_mmu_set_ept_masks, vmx_get_mt_mask (write-back, IPAT), make_spte; then W taken for dirty logging.
    [TestMethod]
    public void A_leaf_is_as_make_spte_makes_it()
    {
        Assert.AreEqual(new Pte(Software | 0x1234_5000 | R | X | WriteBack | Ipat | A),
            EptAdPte.Leaf(new Pte(0x12345)));
        Assert.AreEqual(new Pte(Software | 0x1234_5000 | R | X | WriteBack | Ipat | AdDisabled),
            EptNoAdPte.Leaf(new Pte(0x12345)));
    }

    [TestMethod]
    public void A_table_is_as_make_nonleaf_spte_makes_it()
    {
        const ulong Both = MmuPresent | SuppressVe | R | W | X | 0x7000;
        Assert.AreEqual(new Pte(Both | A), EptAdPte.Table(new(7)));
        Assert.AreEqual(new Pte(Both | AdDisabled), EptNoAdPte.Table(new(7)));
        Assert.IsFalse(EptAdPte.Huge(EptAdPte.Table(new(7))).IsTrue);
    }

    // The table in the comment above is_writable_pte: host, MMU, W.
    [TestMethod]
    [DataRow(true, true, true, true)]
    [DataRow(true, true, false, true)]
    [DataRow(true, false, false, true)]
    [DataRow(false, false, false, true)]
    [DataRow(true, false, true, false)]
    [DataRow(false, true, true, false)]
    [DataRow(false, true, false, false)]
    [DataRow(false, false, true, false)]
    public void What_may_be_written_is_one_of_four_cases(bool host, bool mmu, bool writable, bool valid) =>
        Assert.AreEqual(valid, EptAdPte.WellFormed(new Pte(MmuPresent | R | (host ? HostWritable : 0)
            | (mmu ? MmuWritable : 0) | (writable ? W : 0))).IsTrue);

    [TestMethod]
    public void The_kind_of_tracking_stands_in_bits_52_and_53()
    {
        Assert.IsTrue(EptAdPte.WellFormed(new Pte(MmuPresent | R)).IsTrue);
        Assert.IsTrue(EptNoAdPte.WellFormed(new Pte(MmuPresent | R | AdDisabled)).IsTrue);
        Assert.IsFalse((EptAdPte.WellFormed(new Pte(MmuPresent | R | AdDisabled))
            | EptNoAdPte.WellFormed(new Pte(MmuPresent | R)) | EptAdPte.WellFormed(new Pte(MmuPresent | R | 2UL << 52))
            | EptNoAdPte.WellFormed(new Pte(MmuPresent | AdDisabled | 5UL << 54))).IsTrue);
    }

    // SHADOW_NONPRESENT_VALUE, FROZEN_SPTE, and an MMIO entry: VMX_EPT_MISCONFIG_WX_VALUE.
    [TestMethod]
    [DataRow(0x8000_0000_0000_0000UL)]
    [DataRow(0x8000_0000_0000_05a0UL)]
    [DataRow(0x8000_0000_fee0_0006UL)]
    [DataRow(0UL)]
    public void What_is_not_MMU_present_lets_nothing_through_and_is_not_cached(ulong entry)
    {
        Assert.IsFalse(EptAdPte.Present(new Pte(entry)).IsTrue);
        Assert.AreEqual(entry == EptAdPte.Empty, EptAdPte.None(new Pte(entry)).IsTrue);
        Assert.AreEqual(default, EptTlb.Cached(new Pte(entry)));
        foreach (var kind in Enum.GetValues<AccessKind>())
            Assert.IsTrue((EptAdTracking.Walk(new Pte(entry), new(kind)).Fault
                & EptNoAdTracking.Walk(new Pte(entry), new(kind)).Fault).IsTrue);
    }

    [TestMethod]
    public void Starting_a_change_freezes_the_entry() =>
        Assert.AreEqual(new Pte(0x8000_0000_0000_05a0), EptAdPte.Started(new Pte(MmuPresent | R)));

    // "EPT Violations": a read needs bit 0, a write bit 1, a fetch bit 2. "EPT Misconfigurations": 010b and 110b, and
    // memory types 2, 3 and 7, which are reserved. By bits 2:0: what goes through of read, write, execute.
    [TestMethod]
    [DataRow(0UL, "")]
    [DataRow(1UL, "Read")]
    [DataRow(2UL, "")]
    [DataRow(3UL, "Read Write")]
    [DataRow(4UL, "Execute")]
    [DataRow(5UL, "Read Execute")]
    [DataRow(6UL, "")]
    [DataRow(7UL, "Read Write Execute")]
    public void An_access_goes_through_as_the_manual_says(ulong xwr, string allowed)
    {
        foreach (var kind in Enum.GetValues<AccessKind>())
            foreach (var user in new[] { true, false })
                for (var type = 0UL; type < 8; type++)
                    Goes(xwr | type << 3, new(kind, user),
                        type is not (2 or 3 or 7) && allowed.Split(' ').Contains($"{kind}"));
    }

    private static void Goes(ulong entry, Access access, bool through)
    {
        foreach (var ignored in new ulong[] { 0, Ipat, Large, 0x400, Software, 0xf_ffff_ffff_f000 })
        {
            var pte = new Pte(entry | ignored);
            var recorded = A | (access.IsWrite ? D : 0);
            foreach (var outcome in new[] { EptAdTracking.Walk(pte, access), EptAdTracking.Commit(pte, access) })
            {
                Assert.AreEqual(through, !outcome.Fault.IsTrue, $"{access} of {pte}");
                Assert.AreEqual(new Pte(pte.Value | recorded), outcome.Entry);
            }
            Assert.AreEqual(through, !EptNoAdTracking.Walk(pte, access).Fault.IsTrue, $"{access} of {pte}");
            Assert.AreEqual(pte, EptNoAdTracking.Walk(pte, access).Entry);
        }
    }

    [TestMethod]
    public void A_write_through_a_mapping_that_was_cached_clean_goes_to_memory_where_there_is_D()
    {
        var store = new Access(AccessKind.Write);
        Assert.IsFalse(EptAdTracking.Suffices(new Pte(R | W | A), store).IsTrue);
        Assert.IsTrue(EptAdTracking.Suffices(new Pte(R | W | A | D), store).IsTrue);
        Assert.IsTrue(EptNoAdTracking.Suffices(new Pte(R | W), store).IsTrue);
        Assert.AreEqual((DirtyUpdate.Atomic, DirtyUpdate.None), (EptAdTracking.Update, EptNoAdTracking.Update));
    }

    // fast_page_fault: new_spte = spte | PT_WRITABLE_MASK, by compare-and-swap.
    [TestMethod]
    public void What_was_write_protected_for_dirty_logging_is_given_back_by_W_alone()
    {
        var logged = EptAdPte.WriteProtect(new Pte(Software | R | W | X | A));
        Assert.AreEqual(new Pte(Software | R | X | A), logged);
        Assert.AreEqual(new Pte(Software | R | W | X | A), EptAdPte.MakeWritable(logged));
        Assert.AreEqual(new Pte(Software | R | W | X | A | D),
            EptAdPte.Merge(new Pte(Software | R | X | A | D), EptAdPte.MakeWritable(logged)));
    }

    [TestMethod]
    public void Changing_what_is_allowed_keeps_A_D_frame_and_memory_type() => Assert.AreEqual(
        new Pte(Software | 0x5000 | R | W | WriteBack | Ipat | Large | A | D),
        EptAdPte.Modify(new Pte(MmuPresent | SuppressVe | 0x5000 | R | X | WriteBack | Ipat | Large | A | D),
            new Pte(Software | R | W)));

    [TestMethod]
    public void Without_A_D_nothing_is_dirty_and_everything_young()
    {
        Assert.AreEqual(PteFeatures.Huge | PteFeatures.NoAccessedBit | PteFeatures.NoDirtyBit, EptNoAdPte.Features);
        foreach (var entry in Combinations())
            Assert.IsTrue((EptNoAdPte.Young(new Pte(entry)) & EptNoAdPte.Dirty(new Pte(entry)).Not()).IsTrue);
    }

    [TestMethod]
    public void Other_vCPUs_are_interrupted() => Assert.AreEqual(FlushReach.Interrupt, EptTlb.Reach);

    private static IEnumerable<ulong> Combinations() => Enumerable.Range(0, 1 << Flags.Length).Select(n =>
        Flags.Where((_, bit) => (n >> bit & 1) != 0)
            .Aggregate(SuppressVe | WriteBack | 0x1234_5000, (entry, flag) => entry | flag));
}
