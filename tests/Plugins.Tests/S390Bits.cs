using Emulator.Plugins.S390;
using S390Tracking = Emulator.Plugins.S390.S390Tracking<Emulator.Plugins.S390.S390Pte>;

namespace Emulator.Plugins.Tests;

/// <summary>s390 entries against the numbers of the Principles of Operation and the table of combinations in Linux' pgtable.h.</summary>
[TestClass]
public sealed class S390Bits
{
    // R(ead-only), I(nvalid); present, young, dirty, read, write.
    private const ulong Protect = 0x200, Invalid = 0x400, NoExec = 0x100, Large = 0x800;
    private const ulong Present = 1, Soft = 2, Young = 4, Dirty = 8, Read = 0x10, Write = 0x20, Special = 0x40, Unused = 0x80;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write), Fetch = new(AccessKind.Execute);

    [TestMethod]
    [DataRow("PRESENT", 0x1UL)]
    [DataRow("SOFT_DIRTY", 0x2UL)]
    [DataRow("YOUNG", 0x4UL)]
    [DataRow("DIRTY", 0x8UL)]
    [DataRow("READ", 0x10UL)]
    [DataRow("WRITE", 0x20UL)]
    [DataRow("SPECIAL", 0x40UL)]
    [DataRow("UNUSED", 0x80UL)]
    [DataRow("NOEXEC", 0x100UL)]
    [DataRow("PROTECT", 0x200UL)]
    [DataRow("INVALID", 0x400UL)]
    [DataRow("LARGE", 0x800UL)]
    [DataRow("PFRA", 0x1000UL)]
    public void A_bit_stands_where_the_kernel_says(string name, ulong bit) =>
        Assert.AreEqual(bit, 1UL << S390Pte.Bits.Single(b => b.Name == name).Number);

    [TestMethod]
    public void No_other_bit_has_a_name() => Assert.HasCount(13, S390Pte.Bits);

    // The rows of the kernel's table, without s, u and l.
    [TestMethod]
    [DataRow(0x601UL, "")]
    [DataRow(0x605UL, "y")]
    [DataRow(0x609UL, "d")]
    [DataRow(0x60dUL, "dy")]
    [DataRow(0x611UL, "r")]
    [DataRow(0x215UL, "ry")]
    [DataRow(0x619UL, "rd")]
    [DataRow(0x21dUL, "rdy")]
    [DataRow(0x631UL, "wr")]
    [DataRow(0x235UL, "wry")]
    [DataRow(0x439UL, "wrd")]
    [DataRow(0x03dUL, "wrdy")]
    public void A_row_of_the_kernel_s_table_is_well_formed_and_means_what_it_says(ulong entry, string letters)
    {
        var pte = new Pte(entry);
        Assert.IsTrue((S390Pte.WellFormed(pte) & S390Pte.Present(pte)).IsTrue);
        Assert.AreEqual(letters.Contains('w'), S390Pte.Writable(pte).IsTrue);
        Assert.AreEqual(letters.Contains('d'), S390Pte.Dirty(pte).IsTrue);
        Assert.AreEqual(letters.Contains('y'), S390Pte.Young(pte).IsTrue);
        Assert.AreEqual(!letters.Contains('r'), S390Pte.ProtNone(pte).IsTrue);
        Assert.AreEqual(letters.Contains('r') && letters.Contains('y'), !S390Tracking.Walk(pte, Load).Fault.IsTrue);
        Assert.AreEqual(letters == "wrdy", !S390Tracking.Walk(pte, Store).Fault.IsTrue);
        foreach (var hardware in new[] { Protect, Invalid, Protect | Invalid })
            Assert.IsFalse(S390Pte.WellFormed(new Pte(entry ^ hardware)).IsTrue);
    }

    [TestMethod]
    public void An_empty_slot_is_0x400_exactly()
    {
        Assert.AreEqual(0x400UL, S390Pte.Empty);
        Assert.IsTrue(S390Pte.None(new Pte(0x400)).IsTrue);
        Assert.IsFalse((S390Pte.None(new Pte(0)) | S390Pte.None(new Pte(0x1400)) | S390Pte.None(new Pte(0x600)) | S390Pte.Present(new Pte(0x400))).IsTrue);
        Assert.IsTrue(S390Tracking.Walk(new Pte(0x400), Load).Fault.IsTrue);
    }

    [TestMethod]
    public void A_leaf_is_a_read_only_page_that_was_accessed() => Assert.AreEqual(new Pte(0x1234_5215), S390Pte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void A_table_is_a_segment_table_entry() => Assert.AreEqual(new Pte(0x7001), S390Pte.Table(new(7)));

    [TestMethod]
    [DataRow("wrprotect", 0x03dUL, 0x21dUL)]
    [DataRow("wrprotect", 0x235UL, 0x215UL)]
    [DataRow("mkclean", 0x03dUL, 0x235UL)]
    [DataRow("mkclean", 0x21dUL, 0x215UL)]
    [DataRow("mkdirty", 0x235UL, 0x03fUL)]
    [DataRow("mkdirty", 0x215UL, 0x21fUL)]
    [DataRow("mkwrite", 0x215UL, 0x235UL)]
    [DataRow("mkwrite", 0x21dUL, 0x03dUL)]
    [DataRow("mkyoung", 0x611UL, 0x215UL)]
    [DataRow("mkyoung", 0x601UL, 0x605UL)]
    [DataRow("mkold", 0x03dUL, 0x439UL)]
    [DataRow("mkold", 0x215UL, 0x611UL)]
    public void A_helper_does_what_the_kernel_s_does(string helper, ulong before, ulong after) => Assert.AreEqual(new Pte(after), helper switch
    {
        "wrprotect" => S390Pte.WriteProtect(new Pte(before)),
        "mkclean" => S390Pte.MakeClean(new Pte(before)),
        "mkdirty" => S390Pte.MakeDirty(new Pte(before)),
        "mkwrite" => S390Pte.MakeWritable(new Pte(before)),
        "mkyoung" => S390Pte.MakeYoung(new Pte(before)),
        _ => S390Pte.MakeOld(new Pte(before)),
    });

    // PAGE_NONE is 0x601, PAGE_RO 0x711, PAGE_RW 0x731.
    [TestMethod]
    [DataRow(0x03dUL, 0x711UL, 0x31dUL)]
    [DataRow(0x21dUL, 0x731UL, 0x13dUL)]
    [DataRow(0x219UL | Invalid, 0x731UL, 0x539UL)]
    [DataRow(0x03dUL, 0x601UL, 0x60dUL)]
    [DataRow(0x5215UL | Special | Soft | Unused, 0x711UL, 0x5315UL | Special | Soft)]
    public void Changing_the_protection_keeps_frame_special_dirty_young_and_soft_dirty(ulong before, ulong protection, ulong after) =>
        Assert.AreEqual(new Pte(after), S390Pte.Modify(new Pte(before), new Pte(protection)));

    [TestMethod]
    public void Starting_a_change_sets_INVALID_and_leaves_the_rest() => Assert.AreEqual(new Pte(0x743d), S390Pte.Started(new Pte(0x703d)));

    [TestMethod]
    public void PROT_NONE_takes_READ() => Assert.AreEqual(new Pte(0x7605), S390Pte.MakeProtNone(new Pte(0x7215)));

    [TestMethod]
    public void Soft_dirty_is_bit_1()
    {
        Assert.AreEqual(new Pte(0x217), S390Pte.MakeSoftDirty(new Pte(0x215)));
        Assert.AreEqual(new Pte(0x215), S390Pte.ClearSoftDirty(new Pte(0x217)));
    }

    [TestMethod]
    public void A_swap_entry_is_invalid_protected_and_not_present()
    {
        var swap = S390Pte.Swap(new Pte(0x5_4321));
        Assert.AreEqual(new Pte(0x5432_1600), swap);
        Assert.AreEqual(0x200UL, swap.Value & 0x201);   // pte_swap
        Assert.AreEqual(new Pte(0x5_4321), S390Pte.SwapOffset(swap));
        Assert.AreEqual(52, S390Pte.SwapOffsetBits);
        Assert.IsFalse(S390Pte.None(S390Pte.Swap(new Pte(0))).IsTrue);
        Assert.AreEqual(new Pte(0x5432_1602), S390Pte.SwapMakeSoftDirty(swap));
        Assert.AreEqual(swap, S390Pte.SwapClearSoftDirty(new Pte(0x5432_1602)));
        Assert.IsTrue(S390Pte.SwapSoftDirty(new Pte(0x602)).IsTrue);
    }

    [TestMethod]
    public void NOEXEC_and_the_bit_that_must_be_zero_are_obeyed_for_user_and_supervisor_alike()
    {
        foreach (var user in new[] { true, false })
        {
            Assert.IsFalse(S390Tracking.Walk(new Pte(0x03d), Fetch with { User = user }).Fault.IsTrue);
            Assert.IsTrue(S390Tracking.Walk(new Pte(0x03d | NoExec), Fetch with { User = user }).Fault.IsTrue);
            Assert.IsFalse(S390Tracking.Walk(new Pte(0x03d | NoExec), Store with { User = user }).Fault.IsTrue);
            Assert.IsTrue(S390Tracking.Walk(new Pte(0x03d | Large), Load with { User = user }).Fault.IsTrue);
        }
    }

    [TestMethod]
    public void The_handler_sets_young_and_on_a_store_dirty()
    {
        Assert.AreEqual(new Pte(Present | Young | Read | Write | Protect), S390Tracking.Handled(new Pte(0x631), Load));
        Assert.AreEqual(new Pte(Present | Soft | Young | Dirty | Read | Write), S390Tracking.Handled(new Pte(0x631), Store));
    }

    [TestMethod]
    public void The_TLB_keeps_valid_entries_and_an_invalidation_is_done_with_the_change()
    {
        Assert.AreEqual(new Pte(0x7215), S390Tlb.Cached(new Pte(0x7215)));
        Assert.AreEqual(default, S390Tlb.Cached(new Pte(0x7611)));
        Assert.AreEqual(FlushReach.Synchronous, S390Tlb.Reach);
    }
}
