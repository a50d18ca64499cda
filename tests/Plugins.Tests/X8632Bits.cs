using Emulator.Plugins.X8632;

namespace Emulator.Plugins.Tests;

/// <summary>Entries of 32-bit paging against the Intel SDM (vol. 3A, 4.3 and 4.6, order number 253668-032) and Linux
/// 6.12: pgtable_types.h, pgtable.h, pgtable-2level.h and pgtable-2level_types.h of arch/x86/include/asm.</summary>
[TestClass]
public sealed class X8632Bits
{
    private const ulong P = 1, RW = 2, US = 4, PWT = 8, PCD = 0x10, A = 0x20, D = 0x40, PAT = 0x80, PS = 0x80,
        G = 0x100, Special = 0x200, Saved = 0x400, Soft3 = 0x800, Frame = 0x1234_5000;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write);

    // Tables 4-5 and 4-6; _PAGE_BIT_SAVED_DIRTY is SOFTW2 without CONFIG_X86_64.
    [TestMethod]
    public void Bits_stand_where_the_manual_and_the_kernel_have_them() => Assert.AreEqual(
        "P0 R/W1 U/S2 PWT3 PCD4 A5 D6 PAT7 G8 SPECIAL9 SAVED_DIRTY10 SOFTW311 PFN12+20", BitsText.Of(X8632Pte.Bits));

    // PGDIR_SHIFT 22, PTRS_PER_PGD and PTRS_PER_PTE 1024, pteval_t an unsigned long.
    [TestMethod]
    public void Two_levels_of_1024_entries_of_4_bytes_reach_4_GiB()
    {
        var shape = X8632Pte.Geometry;
        Assert.IsNull(shape.Fault);
        Assert.AreEqual(2, shape.Levels);
        Assert.AreEqual(1024, shape.Entries(0));
        Assert.AreEqual(1024, shape.Entries(1));
        Assert.AreEqual(22, shape.PageShift + shape.CoveredBits(1));
        Assert.AreEqual(32, shape.PageShift + shape.CoveredBits(2));
        Assert.AreEqual(4096, shape.Entries(0) * shape.EntryBytes);
    }

    // PAGE_READONLY: __PP|_USR|___A; _PAGE_TABLE: __PP|__RW|_USR|___A|___D.
    [TestMethod]
    public void Leaves_and_tables_are_what_the_kernel_writes()
    {
        Assert.AreEqual(new Pte(0x1234_5025), X8632Pte.Leaf(new Pte(0x12345)));
        Assert.AreEqual(new Pte(0x1234_5067), X8632Pte.Table(new(0x12345)));
        Assert.AreEqual(new Pte(0xfffff), X8632Pte.Frame(X8632Pte.Leaf(new Pte(0xfffff))));
    }

    [TestMethod]
    public void Write_protecting_moves_D_to_SavedDirty()
    {
        Assert.AreEqual(new Pte(P | A | Saved), X8632Pte.WriteProtect(new Pte(P | RW | A | D)));
        Assert.AreEqual(new Pte(P | A), X8632Pte.WriteProtect(new Pte(P | RW | A)));
        Assert.AreEqual(new Pte(P | Saved), X8632Pte.WriteProtect(new Pte(P | Saved)));
    }

    [TestMethod]
    public void Granting_writing_moves_SavedDirty_to_D()
    {
        Assert.AreEqual(new Pte(P | RW | D), X8632Pte.MakeWritable(new Pte(P | Saved)));
        Assert.AreEqual(new Pte(P | RW), X8632Pte.MakeWritable(new Pte(P)));
    }

    [TestMethod]
    public void There_is_no_soft_dirty_bit_to_set()
    {
        Assert.AreEqual(new Pte(P | RW | D), X8632Pte.MakeDirty(new Pte(P | RW)));
        Assert.AreEqual(new Pte(P | Saved), X8632Pte.MakeDirty(new Pte(P)));
        Assert.AreEqual(PteFeatures.None, X8632Pte.Features & PteFeatures.SoftDirty);
    }

    [TestMethod]
    public void Cleaning_takes_both_dirty_bits_and_aging_A_alone()
    {
        Assert.AreEqual(new Pte(P | RW), X8632Pte.MakeClean(new Pte(P | RW | D)));
        Assert.AreEqual(new Pte(P), X8632Pte.MakeClean(new Pte(P | Saved)));
        Assert.AreEqual(new Pte(P | RW | D), X8632Pte.MakeOld(new Pte(P | RW | A | D)));
        Assert.AreEqual(new Pte(P | RW | A | D), X8632Pte.MakeYoung(new Pte(P | RW | D)));
    }

    // _PAGE_CHG_MASK: PFN, PCD, PWT, SPECIAL, A, D, SAVED_DIRTY, PAT.
    [TestMethod]
    public void Changing_the_protection_takes_P_RW_US_G_and_bit_11_from_it()
    {
        const ulong kept = Frame | PWT | PCD | PAT | Special | A;
        Assert.AreEqual(new Pte(kept | Saved | P | US),
            X8632Pte.Modify(new Pte(kept | D | P | RW | G | Soft3), new Pte(P | US)));
        Assert.AreEqual(new Pte(kept | D | P | RW | US),
            X8632Pte.Modify(new Pte(kept | Saved | P), new Pte(P | RW | US)));
        Assert.AreEqual(new Pte(Frame | A | G), X8632Pte.Modify(new Pte(Frame | P | US | A), new Pte(A | G)));
    }

    // _PAGE_KNL_ERRATUM_MASK is 0.
    [TestMethod]
    public void None_is_exactly_zero()
    {
        Assert.IsTrue(X8632Pte.None(new Pte(0)).IsTrue);
        Assert.IsFalse(X8632Pte.None(new Pte(A | D)).IsTrue);
    }

    // "No inverted PFNs on 2 level page tables".
    [TestMethod]
    public void PROT_NONE_is_G_without_P_and_holds_the_frame_as_it_is()
    {
        var none = X8632Pte.MakeProtNone(new Pte(Frame | P | US | A));
        Assert.AreEqual(new Pte(Frame | G | US | A), none);
        Assert.IsTrue((X8632Pte.Present(none) & X8632Pte.ProtNone(none)).IsTrue);
        Assert.AreEqual(new Pte(0x12345), X8632Pte.Frame(none));
        Assert.IsTrue(X8632Dirty.Walk(none, Load).Fault.IsTrue);
    }

    // SWP_OFFSET_SHIFT 9: bits 0 and 8 stay clear, 1 to 5 are the type, 7 is exclusive.
    [TestMethod]
    public void A_swap_entry_holds_23_bits_of_offset_from_bit_9()
    {
        Assert.AreEqual(new Pte(0xffff_fe00), X8632Pte.Swap(new Pte(0x7f_ffff)));
        Assert.AreEqual(new Pte(0x2468_ac00), X8632Pte.Swap(new Pte(0x12_3456)));
        Assert.AreEqual(new Pte(0x12_3456), X8632Pte.SwapOffset(new Pte(0x2468_ac80)));
    }

    // Table 4-4.
    [TestMethod]
    public void A_page_of_4_MiB_has_PS()
    {
        var huge = X8632Pte.MakeHuge(X8632Pte.Leaf(new Pte(0x400)));
        Assert.AreEqual(new Pte(0x0040_0000 | P | US | A | PS), huge);
        Assert.IsTrue(X8632Pte.Huge(huge).IsTrue);
        Assert.IsFalse(X8632Pte.Huge(X8632Pte.Table(new(0x400))).IsTrue);
    }

    // arch/x86/mm/pgtable.c: if (changed && dirty) set_pte(ptep, entry).
    [TestMethod]
    public void Setting_access_flags_stores_for_writes_alone()
    {
        Assert.AreEqual(new Pte(P | RW | A | D), X8632Pte.Merge(new Pte(P | RW), new Pte(P | RW | A | D)));
        Assert.AreEqual(new Pte(P | RW | D), X8632Pte.Merge(new Pte(P | RW | D), new Pte(P | RW | A)));
    }

    // 4.6 with CR0.WP = 1 and CR4.SMEP = SMAP = 0: reads, writes, fetches. 32-bit paging has no XD.
    [TestMethod]
    [DataRow(0UL, "---", "---")]
    [DataRow(RW, "---", "---")]
    [DataRow(US, "---", "---")]
    [DataRow(RW | US, "---", "---")]
    [DataRow(P, "---", "r-x")]
    [DataRow(P | RW, "---", "rwx")]
    [DataRow(P | US, "r-x", "r-x")]
    [DataRow(P | RW | US, "rwx", "rwx")]
    public void Access_is_by_P_RW_and_US_whatever_the_other_bits_are(ulong rights, string user, string supervisor)
    {
        for (ulong others = 0; others < 1 << 9; others++)
        {
            var pte = new Pte(rights | others << 3);
            Assert.AreEqual(user, Allowed(pte, user: true), $"{pte}");
            Assert.AreEqual(supervisor, Allowed(pte, user: false), $"{pte}");
        }
    }

    // 4.8: A on every use, D on a write; both are sticky.
    [TestMethod]
    public void A_walk_sets_A_and_a_write_D()
    {
        Assert.AreEqual(new Pte(P | RW | US | A), X8632Dirty.Walk(new Pte(P | RW | US), Load).Entry);
        Assert.AreEqual(new Pte(P | RW | US | A | D), X8632Dirty.Walk(new Pte(P | RW | US), Store).Entry);
        Assert.AreEqual(new Pte(P | RW | US | A | D), X8632Dirty.Commit(new Pte(P | RW | US | D), Load).Entry);
        Assert.IsTrue(X8632Dirty.Commit(new Pte(P | US | A), Store).Fault.IsTrue);
    }

    // 4.10.2: no translation of an entry with P or A clear; 4.8: a store through one with D clear goes to memory.
    [TestMethod]
    public void The_TLB_keeps_what_is_present_and_accessed_and_stores_through_D_alone()
    {
        Assert.AreEqual(new Pte(0), X8632Tlb.Cached(new Pte(P | RW | US)));
        Assert.AreEqual(new Pte(0), X8632Tlb.Cached(new Pte(RW | US | A | G)));
        Assert.AreEqual(new Pte(P | RW | US | A), X8632Tlb.Cached(new Pte(P | RW | US | A)));
        Assert.IsFalse(X8632Dirty.Suffices(new Pte(P | RW | US | A), Store).IsTrue);
        Assert.IsTrue(X8632Dirty.Suffices(new Pte(P | RW | US | A | D), Store).IsTrue);
    }

    private static string Allowed(Pte pte, bool user) => string.Concat(
        new[] { (AccessKind.Read, 'r'), (AccessKind.Write, 'w'), (AccessKind.Execute, 'x') }
            .Select(k => X8632Dirty.Walk(pte, new(k.Item1, user)).Fault.IsTrue ? '-' : k.Item2));
}
