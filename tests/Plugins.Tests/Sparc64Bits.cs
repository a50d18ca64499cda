using Emulator.Plugins.Sparc64;

namespace Emulator.Plugins.Tests;

/// <summary>sun4v entries against the numbers and helpers of Linux' pgtable_64.h, and what they let through against the
/// tables of the UltraSPARC-I User's Manual.</summary>
[TestClass]
public sealed class Sparc64Bits
{
    private const ulong Valid = 0x8000_0000_0000_0000, Nfo = 0x4000_0000_0000_0000, Modified = 0x2000_0000_0000_0000,
        Accessed = 0x1000_0000_0000_0000, Read = 0x0800_0000_0000_0000, Write = 0x0400_0000_0000_0000,
        Special = 0x0200_0000_0000_0000, PmdHuge = 0x0100_0000_0000_0000;
    private const ulong E = 0x800, CP = 0x400, CV = 0x200, P = 0x100, Exec = 0x80, W = 0x40, Present = 0x10;
    private const ulong Paddr = 0x00ff_ffff_ffff_e000, SzAll = 7, Sz4M = 3;

    // sun4v_pgprot_init: page_none, page_copy and page_readonly, page_shared.
    private const ulong PageNone = Present | Accessed | CP | CV;
    private const ulong PageReadonly = Valid | Present | CP | CV | Accessed | Read | Exec;
    private const ulong PageShared = PageReadonly | Write;

    private static readonly ulong[] Flags =
        [Valid, Modified, Accessed, Read, Write, Special, PmdHuge, Exec, W, Present];

    // The helpers' assembly, in C: sun4v's masks.
    private static readonly Dictionary<string, (Func<Pte, Pte> Ours, Func<ulong, ulong> Linux)> Helpers = new()
    {
        ["pte_wrprotect"] = (Sparc64Pte.WriteProtect, p => p & ~(Write | W)),
        ["pte_mkclean"] = (Sparc64Pte.MakeClean, p => p & ~(Modified | W)),
        ["pte_mkdirty"] = (Sparc64Pte.MakeDirty, p => p | Modified | ((p & Write) != 0 ? W : 0)),
        ["pte_mkwrite_novma"] = (Sparc64Pte.MakeWritable, p => p | Write | ((p & Modified) != 0 ? W : 0)),
        ["pte_mkyoung"] = (Sparc64Pte.MakeYoung, p => p | Accessed | Valid),
        ["pte_mkold"] = (Sparc64Pte.MakeOld, p => p & ~(Accessed | Valid)),
        ["pmd_mkhuge"] = (Sparc64Pte.MakeHuge, p => p | Sz4M | PmdHuge),
    };

    public static IEnumerable<object[]> HelperNames => Helpers.Keys.Select(name => new object[] { name });

    [TestMethod]
    public void Bits_stand_where_the_kernel_has_them() => Assert.AreEqual("SZ0+3 RESV3 PRESENT4 SOFT5 W6 EP7 P8 CV9 "
        + "CP10 E11 IE12 PADDR13+43 PMD_HUGE56 SPECIAL57 WRITE58 READ59 ACCESSED60 MODIFIED61 NFO62 V63",
        BitsText.Of(Sparc64Pte.Bits));

    // PMD_SHIFT, PUD_SHIFT, PGDIR_SHIFT, and PGDIR_SHIFT + PGDIR_BITS, which the header insists on.
    [TestMethod]
    [DataRow(1, 23)]
    [DataRow(2, 33)]
    [DataRow(3, 43)]
    [DataRow(4, 53)]
    public void A_level_covers_what_the_kernel_s_does(int level, int shift) =>
        Assert.AreEqual(shift, 13 + Sparc64Pte.Geometry.CoveredBits(level));

    [TestMethod]
    public void The_geometry_is_one_that_the_emulator_works_with() => Assert.IsNull(Sparc64Pte.Geometry.Fault);

    [TestMethod]
    [DynamicData(nameof(HelperNames))]
    public void A_helper_does_what_the_kernel_s_does(string name)
    {
        foreach (var entry in Combinations())
            Assert.AreEqual(new Pte(Helpers[name].Linux(entry)), Helpers[name].Ours(new Pte(entry)), $"of {entry:x}");
    }

    [TestMethod]
    public void Questions_are_bits_and_an_empty_slot_is_zero()
    {
        foreach (var entry in Combinations().Append(0UL))
        {
            Assert.AreEqual((entry & Present) != 0, Sparc64Pte.Present(new Pte(entry)).IsTrue);
            Assert.AreEqual((entry & Write) != 0, Sparc64Pte.Writable(new Pte(entry)).IsTrue);
            Assert.AreEqual((entry & Modified) != 0, Sparc64Pte.Dirty(new Pte(entry)).IsTrue);
            Assert.AreEqual((entry & Accessed) != 0, Sparc64Pte.Young(new Pte(entry)).IsTrue);
            Assert.AreEqual(entry == 0, Sparc64Pte.None(new Pte(entry)).IsTrue);
        }
    }

    // The comment above pte_modify gives both numbers for SUN4V.
    [TestMethod]
    public void Changing_the_protection_keeps_what_the_kernel_s_mask_says()
    {
        Assert.AreEqual(new Pte(0x33ff_ffff_ffff_ee07), Sparc64Pte.Modify(new Pte(ulong.MaxValue), new Pte(0)));
        Assert.AreEqual(new Pte(0xcc00_0000_0000_11f8), Sparc64Pte.Modify(new Pte(0), new Pte(ulong.MaxValue)));
        Assert.AreEqual(new Pte(Paddr | Modified | Accessed | CP | CV | E | Special | PmdHuge | SzAll),
            Sparc64Pte.Modify(new Pte(ulong.MaxValue), new Pte(0)));
    }

    [TestMethod]
    public void After_mprotect_a_dirty_page_waits_for_a_trap_and_an_old_one_is_valid()
    {
        var dirty = Sparc64Pte.Modify(new Pte(PageShared | Modified | W | 0x2000), new Pte(PageShared));
        Assert.AreEqual(new Pte(PageShared | Modified | 0x2000), dirty);
        Assert.AreEqual(new Pte(PageShared | Modified | W | 0x2000),
            Sparc64Tracking.Handled(dirty, new(AccessKind.Write)));
        Assert.AreEqual(new Pte(PageShared & ~Accessed),
            Sparc64Pte.Modify(Sparc64Pte.MakeOld(new Pte(PageShared)), new Pte(PageShared)));
    }

    [TestMethod]
    public void A_leaf_is_of_page_readonly() =>
        Assert.AreEqual(new Pte(PageReadonly | 0x12345UL << 13), Sparc64Pte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void The_frame_is_paddr_55_to_13()
    {
        Assert.AreEqual(new Pte(0x7ff_ffff_ffff), Sparc64Pte.Frame(new Pte(ulong.MaxValue)));
        Assert.AreEqual(new Pte(7UL << 13 | Present), Sparc64Pte.Table(new(7)));
        Assert.IsFalse(Sparc64Pte.Huge(Sparc64Pte.Table(new(7))).IsTrue);
        Assert.IsTrue(Sparc64Pte.Huge(Sparc64Pte.MakeHuge(new Pte(PageShared))).IsTrue);
    }

    [TestMethod]
    public void PROT_NONE_is_page_none_and_making_it_young_makes_it_valid()
    {
        var none = Sparc64Pte.MakeProtNone(new Pte(PageShared | Modified | W | 0x2000));
        Assert.AreEqual(new Pte(PageNone | Modified | 0x2000), none);
        Assert.IsTrue((Sparc64Pte.Present(none) & Sparc64Pte.ProtNone(none)).IsTrue);
        Assert.IsFalse(Sparc64Pte.ProtNone(Sparc64Pte.MakeYoung(none)).IsTrue);
        Assert.IsFalse(Sparc64Pte.ProtNone(Sparc64Pte.MakeOld(new Pte(PageShared))).IsTrue);
    }

    // __swp_entry(0, offset): above the type's 7 bits, and one for the exclusive marker.
    [TestMethod]
    public void A_swap_entry_holds_its_offset_from_bit_21()
    {
        Assert.AreEqual(new Pte(0x123456UL << 21), Sparc64Pte.Swap(new Pte(0x123456)));
        Assert.AreEqual(new Pte(0x123456), Sparc64Pte.SwapOffset(new Pte(0x123456UL << 21)));
        Assert.AreEqual(new Pte(0x7fff_ffff_ffe0_0000), Sparc64Pte.Swap(new Pte(ulong.MaxValue)));
    }

    // Table 6-4, D-MMU, for ASI PRIM, SEC and NUC with E=0, and table 6-5, I-MMU; the handlers of kernel/tsb.S besides:
    // an entry without _PAGE_VALID misses, and a fetch from one without _PAGE_EXEC_4V faults.
    [TestMethod]
    [DataRow(AccessKind.Read, true, "PW P- -W --", "DEXC DEXC OK OK")]
    [DataRow(AccessKind.Read, false, "PW P- -W --", "OK OK OK OK")]
    [DataRow(AccessKind.Write, true, "PW P- -W --", "DEXC DEXC OK DPROT")]
    [DataRow(AccessKind.Write, false, "PW P- -W --", "OK DPROT OK DPROT")]
    [DataRow(AccessKind.Execute, true, "PW P- -W --", "IEXC IEXC OK OK")]
    [DataRow(AccessKind.Execute, false, "PW P- -W --", "OK OK OK OK")]
    public void An_access_comes_out_as_in_the_manual_s_tables(
        AccessKind kind, bool user, string entries, string results)
    {
        foreach (var (letters, result) in entries.Split(' ').Zip(results.Split(' ')))
        {
            var entry = Valid | (letters.Contains('P') ? P : 0) | (letters.Contains('W') ? W : 0);
            Assert.AreEqual(result == "OK", Passes(entry | Exec, kind, user), $"{kind} of {letters}");
            Assert.AreEqual(result == "OK" && kind != AccessKind.Execute, Passes(entry, kind, user));
            Assert.IsFalse(Passes((entry | Exec) & ~Valid, kind, user));
            Assert.IsFalse(Passes(entry | Exec | Nfo, kind, user));
        }
    }

    [TestMethod]
    public void Hardware_writes_nothing_and_the_handler_sets_accessed_and_modified_under_the_lock()
    {
        Assert.AreEqual(DirtyUpdate.None, Sparc64Tracking.Update);
        Assert.IsTrue(Sparc64Tracking.TrapTakesLock);
        var old = Sparc64Pte.MakeOld(new Pte(PageShared));
        Assert.AreEqual(new Pte(PageShared), Sparc64Tracking.Handled(old, new(AccessKind.Read)));
        Assert.AreEqual(new Pte(PageShared | Modified | W), Sparc64Tracking.Handled(old, new(AccessKind.Write)));
        foreach (var entry in Combinations())
            Assert.AreEqual(new Pte(entry), Sparc64Tracking.Walk(new Pte(entry), new(AccessKind.Write)).Entry);
    }

    [TestMethod]
    public void The_TLB_keeps_valid_entries_and_a_change_is_flushed_before_the_lock_is_dropped()
    {
        Assert.AreEqual(new Pte(PageShared), Sparc64Tlb.Cached(new Pte(PageShared)));
        Assert.AreEqual(default, Sparc64Tlb.Cached(new Pte(PageNone)));
        Assert.AreEqual(FlushReach.BeforeUnlock, Sparc64Tlb.Reach);
    }

    private static bool Passes(ulong entry, AccessKind kind, bool user) =>
        !Sparc64Tracking.Walk(new Pte(entry), new(kind, user)).Fault.IsTrue;

    // Every combination of the flags, over a cacheable frame.
    private static IEnumerable<ulong> Combinations() => Enumerable.Range(0, 1 << Flags.Length).Select(n =>
        Flags.Where((_, bit) => (n >> bit & 1) != 0).Aggregate(CP | CV | 0x1_2344_e000, (entry, flag) => entry | flag));
}
