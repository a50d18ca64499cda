using Emulator.Plugins.PowerPc;

namespace Emulator.Plugins.Tests;

/// <summary>POWER radix entries against the numbers of the Power ISA and of Linux' book3s/64/pgtable.h.</summary>
[TestClass]
public sealed class PpcRadixBits
{
    private const ulong Exec = 1, Wr = 2, Rd = 4, Priv = 8, C = 0x80, R = 0x100, Soft = 0x200, Special = 0x400;
    private const ulong Invalid = 0x2000_0000_0000_0000, Leaf = 0x4000_0000_0000_0000, Valid = 0x8000_0000_0000_0000,
        Page = Valid | Leaf;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write),
        Fetch = new(AccessKind.Execute);

    [TestMethod]
    public void Bits_stand_where_the_ISA_has_them() => Assert.AreEqual(
        "EXEC0 WRITE1 READ2 PRIV3 ATT4+2 C7 R8 SOFT_DIRTY9 SPECIAL10 SW111 RPN12+41 PKEY56+5 INVALID61 L62 V63",
            BitsText.Of(RadixPte.Bits));

    [TestMethod]
    public void A_leaf_is_a_user_page_that_was_referenced() =>
        Assert.AreEqual(new Pte(0xc000_0000_1234_5105), RadixPte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void Helpers_change_one_bit_each()
    {
        Assert.AreEqual(new Pte(Page | Rd | C), RadixPte.WriteProtect(new Pte(Page | Rd | Wr | C)));
        Assert.AreEqual(new Pte(Page | Rd | Wr), RadixPte.MakeClean(new Pte(Page | Rd | Wr | C)));
        Assert.AreEqual(new Pte(Page | Rd | C | Soft), RadixPte.MakeDirty(new Pte(Page | Rd)));
        Assert.AreEqual(new Pte(Page | Rd | Wr), RadixPte.MakeWritable(new Pte(Page)));
        Assert.AreEqual(new Pte(Page | R), RadixPte.MakeYoung(new Pte(Page)));
        Assert.AreEqual(new Pte(Page), RadixPte.MakeOld(new Pte(Page | R)));
    }

    [TestMethod]
    public void Changing_the_protection_keeps_frame_R_C_special_and_soft_dirty() => Assert.AreEqual(
        new Pte(Page | 0x5000 | R | C | Special | Soft | Rd),
        RadixPte.Modify(new Pte(Page | 0x5000 | R | C | Special | Soft | Rd | Wr | Exec | 1UL << 56),
            new Pte(Page | Rd)));

    [TestMethod]
    public void A_start_leaves_the_value_invalid_and_present()
    {
        var started = RadixPte.Started(new Pte(Page | 0x5000 | Rd | C));
        Assert.AreEqual(new Pte(Invalid | Leaf | 0x5000 | Rd | C), started);
        Assert.IsTrue((RadixPte.Present(started) & RadixPte.Dirty(started)).IsTrue);
        Assert.IsTrue(RadixDirty.Walk(started, Load).Fault.IsTrue);
        Assert.AreEqual(new Pte(0), RadixTlb.Cached(started));
    }

    [TestMethod]
    public void None_ignores_late_R_and_C() => Assert.IsTrue(RadixPte.None(new Pte(R | C)).IsTrue);

    [TestMethod]
    public void What_is_granted_is_added_to_what_is_found() => Assert.AreEqual(
        new Pte(Page | 0x5000 | R | C | Rd | Wr | Special),
        RadixPte.Merge(new Pte(Page | 0x5000 | C | Rd | Special), new Pte(Page | 0x5000 | R | Rd | Wr | Priv)));

    [TestMethod]
    public void Hardware_sets_R_and_on_a_store_C()
    {
        Assert.AreEqual(new Pte(Page | Rd | Wr | R), RadixDirty.Walk(new Pte(Page | Rd | Wr), Load).Entry);
        Assert.AreEqual(new Pte(Page | Rd | Wr | R | C), RadixDirty.Walk(new Pte(Page | Rd | Wr), Store).Entry);
        Assert.IsFalse(RadixDirty.Suffices(new Pte(Page | Rd | Wr | R), Store).IsTrue);
    }

    [TestMethod]
    public void Authority_is_one_bit_each_and_writing_reads()
    {
        Assert.IsTrue(RadixDirty.Walk(new Pte(Page | Rd), Store).Fault.IsTrue);
        Assert.IsFalse(RadixDirty.Walk(new Pte(Page | Wr), Load).Fault.IsTrue);
        Assert.IsTrue(RadixDirty.Walk(new Pte(Page | Rd), Fetch).Fault.IsTrue);
        Assert.IsTrue(RadixDirty.Walk(new Pte(Page | Rd | Priv), Load).Fault.IsTrue);
        Assert.IsFalse(RadixDirty.Walk(new Pte(Page | Rd | Priv), new(AccessKind.Read, User: false)).Fault.IsTrue);
        Assert.IsTrue(RadixDirty.Walk(new Pte(Valid | Rd), Load).Fault.IsTrue);
    }

    [TestMethod]
    public void PROT_NONE_is_valid_young_and_lets_nobody_in()
    {
        var none = RadixPte.MakeProtNone(new Pte(Page | 0x5000 | C | Rd | Wr | Priv));
        Assert.AreEqual(new Pte(Page | 0x5000 | R | C), none);
        Assert.IsTrue((RadixPte.Present(none) & RadixPte.ProtNone(none)).IsTrue);
    }

    // A running 6.12 guest's entry before and after mprotect(PROT_NONE): its low 12 bits.
    [TestMethod]
    public void PROT_NONE_leaves_what_a_running_kernel_leaves() => Assert.AreEqual(new Pte(Page | 0x5380),
        RadixPte.MakeProtNone(new Pte(Page | 0x5286)));

    [TestMethod]
    public void A_swap_entry_is_an_absent_leaf() => Assert.AreEqual(new Pte(Leaf | 0x1234_5000),
        RadixPte.Swap(new Pte(0x12345)));

    [TestMethod]
    public void A_table_entry_is_no_leaf_and_says_how_wide_the_next_level_is()
    {
        Assert.AreEqual(new Pte(Valid | 0x5009), RadixPte.Table(new(5)));
        Assert.IsFalse(RadixPte.Huge(RadixPte.Table(new(5))).IsTrue);
    }
}
