using Emulator.Plugins.Alpha;

namespace Emulator.Plugins.Tests;

/// <summary>Alpha entries against the OSF/1 part of the Alpha Architecture Reference Manual (Sites, 1992, pages (III)
/// 3-3 to 3-5) and Linux 6.12: arch/alpha/include/asm/pgtable.h, arch/alpha/mm/fault.c.</summary>
[TestClass]
public sealed class AlphaBits
{
    private const ulong V = 1, FOR = 2, FOW = 4, FOE = 8, ASM = 0x10, GH = 0x60, KRE = 0x100, URE = 0x200, KWE = 0x1000,
        UWE = 0x2000, Dirty = 0x2_0000, Accessed = 0x4_0000, Frame = 0x0001_2345_0000_0000;

    // __DIRTY_BITS and __ACCESS_BITS.
    private const ulong DirtyBits = 0x2_3000, AccessBits = 0x4_0300;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write),
        Fetch = new(AccessKind.Execute);

    public static IEnumerable<object[]> Accesses =>
        from kind in Enum.GetValues<AccessKind>()
        from user in new[] { true, false }
        select new object[] { kind, user };

    [TestMethod]
    public void Bits_stand_where_the_manual_and_the_kernel_have_them() => Assert.AreEqual(
        "V0 FOR1 FOW2 FOE3 ASM4 GH5+2 KRE8 URE9 KWE12 UWE13 DIRTY17 ACCESSED18 PFN32+32", BitsText.Of(AlphaPte.Bits));

    // PMD_SHIFT 23, PGDIR_SHIFT 33, PTRS_PER_* 1024; TASK_SIZE 0x40000000000.
    [TestMethod]
    public void Three_levels_of_one_page_each_reach_43_bits_and_users_have_half()
    {
        var shape = AlphaPte.Geometry;
        Assert.IsNull(shape.Fault);
        Assert.AreEqual(8192, 1 << shape.PageShift);
        Assert.AreEqual(8192, shape.Entries(0) * shape.EntryBytes);
        Assert.AreEqual(23, shape.PageShift + shape.CoveredBits(1));
        Assert.AreEqual(33, shape.PageShift + shape.CoveredBits(2));
        Assert.AreEqual(43, shape.PageShift + shape.CoveredBits(3));
        Assert.AreEqual(0x400_0000_0000UL, shape.UserPages << shape.PageShift);
    }

    // PAGE_READONLY and _PAGE_TABLE.
    [TestMethod]
    public void Leaves_and_tables_are_what_the_kernel_writes()
    {
        Assert.AreEqual(new Pte(0x0001_2345_0004_0305), AlphaPte.Leaf(new Pte(0x12345)));
        Assert.AreEqual(new Pte(0x0001_2345_0006_3301), AlphaPte.Table(new(0x12345)));
        Assert.AreEqual(new Pte(0xffff_ffff), AlphaPte.Frame(AlphaPte.Leaf(new Pte(0xffff_ffff))));
    }

    [TestMethod]
    public void Writing_is_granted_by_FOW_and_keeps_the_enables()
    {
        const ulong page = Frame | V | DirtyBits | AccessBits;
        Assert.AreEqual(new Pte(page | FOW), AlphaPte.WriteProtect(new Pte(page)));
        Assert.AreEqual(new Pte(page), AlphaPte.MakeWritable(new Pte(page | FOW)));
        Assert.IsTrue(AlphaPte.Writable(new Pte(page)).IsTrue);
        Assert.IsFalse(AlphaPte.Writable(new Pte(page | FOW)).IsTrue);
        Assert.IsTrue(AlphaPte.Dirty(new Pte(page | FOW)).IsTrue);
    }

    [TestMethod]
    public void Dirty_is_three_bits_and_cleaning_takes_them()
    {
        Assert.AreEqual(new Pte(V | Dirty | KWE | UWE), AlphaPte.MakeDirty(new Pte(V)));
        Assert.AreEqual(new Pte(V | FOW | DirtyBits), AlphaPte.MakeDirty(new Pte(V | FOW)));
        Assert.AreEqual(new Pte(V | AccessBits), AlphaPte.MakeClean(new Pte(V | DirtyBits | AccessBits)));
        Assert.AreEqual(new Pte(V | FOW), AlphaPte.MakeClean(new Pte(V | FOW | DirtyBits)));
    }

    [TestMethod]
    public void Young_is_three_bits_and_aging_takes_them()
    {
        Assert.AreEqual(new Pte(V | Accessed | KRE | URE), AlphaPte.MakeYoung(new Pte(V)));
        Assert.AreEqual(new Pte(V | DirtyBits), AlphaPte.MakeOld(new Pte(V | DirtyBits | AccessBits)));
    }

    // _PAGE_CHG_MASK: _PFN_MASK, __DIRTY_BITS, __ACCESS_BITS; every pgprot_t of users has __ACCESS_BITS.
    [TestMethod]
    public void Changing_the_protection_keeps_frame_and_dirtiness_and_makes_young() => Assert.AreEqual(
        new Pte(Frame | V | FOW | FOE | DirtyBits | AccessBits),
        AlphaPte.Modify(new Pte(Frame | V | FOR | ASM | GH | DirtyBits), new Pte(V | FOW | FOE | AccessBits)));

    // PAGE_NONE: 0x4030f.
    [TestMethod]
    public void PROT_NONE_is_valid_and_every_access_faults()
    {
        var none = AlphaPte.MakeProtNone(new Pte(Frame | V | DirtyBits | AccessBits));
        Assert.AreEqual(new Pte(Frame | DirtyBits | 0x4_030f), none);
        Assert.IsTrue((AlphaPte.Present(none) & AlphaPte.ProtNone(none)).IsTrue);
        foreach (var access in new[] { Load, Store, Fetch })
            Assert.IsTrue(AlphaTracking.Walk(none, access).Fault.IsTrue);
    }

    // pte_write() is !(pte & _PAGE_FOW), and wp_pte() of mm/mapping_dirty_helpers.c asks nothing else.
    [TestMethod]
    public void An_empty_slot_counts_as_writable_and_a_pass_would_leave_FOW_in_it()
    {
        Assert.IsTrue(AlphaPte.Writable(new Pte(0)).IsTrue);
        var left = AlphaPte.WriteProtect(new Pte(0));
        Assert.AreEqual(new Pte(FOW), left);
        Assert.IsFalse((AlphaPte.None(left) | AlphaPte.Present(left)).IsTrue);
    }

    // Offset in 40 to 63, exclusive in 39, type in 32 to 38, zeroes below.
    [TestMethod]
    public void A_swap_entry_holds_24_bits_of_offset_from_bit_40()
    {
        Assert.AreEqual(new Pte(0x1234_5600_0000_0000), AlphaPte.Swap(new Pte(0x12_3456)));
        Assert.AreEqual(new Pte(0x12_3456), AlphaPte.SwapOffset(new Pte(0x1234_56ff_0000_0000)));
        Assert.IsFalse(AlphaPte.Present(AlphaPte.Swap(new Pte(0xff_ffff))).IsTrue);
    }

    [TestMethod]
    [DynamicData(nameof(Accesses))]
    public void An_access_goes_through_where_PALcode_finds_no_fault(AccessKind kind, bool user)
    {
        var access = new Access(kind, user);
        for (ulong n = 0; n < 256; n++)
        {
            var pte = new Pte((n & 0xf) | (n >> 4 & 3) * KRE | (n >> 6) * KWE);
            Assert.AreEqual(Mmcsr(pte.Value, access) >= 0, AlphaTracking.Walk(pte, access).Fault.IsTrue, $"{pte}");
            Assert.AreEqual(pte, AlphaTracking.Walk(pte, access).Entry);
        }
    }

    // handle_pte_fault: pte_mkyoung, and pte_mkdirty for a store; FAULT_FLAG_WRITE is cause > 0.
    [TestMethod]
    public void Faults_set_young_and_a_store_dirty()
    {
        Assert.AreEqual(new Pte(V | AccessBits), AlphaTracking.Handled(new Pte(V), Load));
        Assert.AreEqual(new Pte(V | AccessBits), AlphaTracking.Handled(new Pte(V), Fetch));
        Assert.AreEqual(new Pte(V | AccessBits | DirtyBits), AlphaTracking.Handled(new Pte(V | AccessBits), Store));
    }

    // "The accessed bit just means read".
    [TestMethod]
    public void A_store_to_an_old_dirty_page_goes_through_and_a_load_faults()
    {
        Assert.IsFalse(AlphaTracking.Walk(new Pte(V | DirtyBits), Store).Fault.IsTrue);
        Assert.IsTrue(AlphaTracking.Walk(new Pte(V | DirtyBits), Load).Fault.IsTrue);
        Assert.IsTrue(AlphaTracking.Walk(new Pte(V | DirtyBits), Fetch).Fault.IsTrue);
    }

    [TestMethod]
    public void The_TLB_keeps_what_is_valid()
    {
        Assert.AreEqual(new Pte(0), AlphaTlb.Cached(new Pte(Frame | DirtyBits | AccessBits)));
        Assert.AreEqual(new Pte(Frame | V | FOW), AlphaTlb.Cached(new Pte(Frame | V | FOW)));
    }

    // entMM's a1, in PALcode's order: 0 translation not valid, 1 access violation, 2 fault on read, 3 on execute, 4 on
    // write (arch/alpha/mm/fault.c); -1: none. QEMU's target/alpha/helper.c walks so too.
    private static int Mmcsr(ulong pte, Access access)
    {
        if (pte % 2 == 0)
            return 0;
        var modes = (pte >> (access.IsWrite ? 12 : 8)) & 3;   // kernel, user
        if ((modes & (access.User ? 2UL : 1UL)) == 0)
            return 1;
        return access.Kind switch
        {
            AccessKind.Read => (pte & FOR) != 0 ? 2 : -1,
            AccessKind.Execute => (pte & FOE) != 0 ? 3 : -1,
            _ => (pte & FOW) != 0 ? 4 : -1,
        };
    }
}
