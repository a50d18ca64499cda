using Emulator.Plugins.Mips;

namespace Emulator.Plugins.Tests;

/// <summary>MIPS entries against the numbers of Linux' pgtable-bits.h, 64-bit release 2 with RI/XI, and of
/// EntryLo.</summary>
[TestClass]
public sealed class MipsBits
{
    private const ulong P = 1, Wr = 2, A = 4, M = 8, H = 0x10, Special = 0x20, Soft = 0x40, XI = 0x80, RI = 0x100,
        G = 0x200, V = 0x400, D = 0x800;
    private const ulong Coherent = 0x5000, Frame = 0x1_8000;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write),
        Fetch = new(AccessKind.Execute);

    [TestMethod]
    public void Bits_stand_where_the_kernel_has_them() => Assert.AreEqual(
        "PRESENT0 WRITE1 ACCESSED2 MODIFIED3 HUGE4 SPECIAL5 SOFT_DIRTY6 XI7 RI8 G9 V10 D11 C12+3 PFN15+49",
            BitsText.Of(MipsPte.Bits));

    // EntryLo0: G0 V1 D2 C3..5 PFN6.. : the entry shifted down by 9.
    [TestMethod]
    public void A_leaf_shifted_down_is_EntryLo()
    {
        var leaf = MipsPte.Leaf(new Pte(0x12345));
        Assert.AreEqual(new Pte(0x12345UL << 15 | 0x5405), leaf);
        Assert.AreEqual(0x12345UL << 6 | 5UL << 3 | 2, leaf.Value >> 9);
    }

    [TestMethod]
    public void Write_protecting_takes_WRITE_and_D_and_keeps_MODIFIED() =>
        Assert.AreEqual(new Pte(P | A | M | V), MipsPte.WriteProtect(new Pte(P | Wr | A | M | V | D)));

    [TestMethod]
    public void Cleaning_takes_MODIFIED_and_D_and_keeps_WRITE() =>
        Assert.AreEqual(new Pte(P | Wr | A | V), MipsPte.MakeClean(new Pte(P | Wr | A | M | V | D)));

    [TestMethod]
    public void D_follows_from_WRITE_and_MODIFIED_in_either_order()
    {
        Assert.AreEqual(new Pte(P | M | Soft), MipsPte.MakeDirty(new Pte(P)));
        Assert.AreEqual(new Pte(P | Wr), MipsPte.MakeWritable(new Pte(P)));
        Assert.AreEqual(new Pte(P | Wr | M | D), MipsPte.MakeWritable(new Pte(P | M)));
        Assert.AreEqual(new Pte(P | Wr | M | Soft | D), MipsPte.MakeDirty(new Pte(P | Wr)));
    }

    [TestMethod]
    public void Changing_the_protection_of_a_huge_page_keeps_HUGE() => Assert.AreEqual(
        new Pte(Frame | P | Wr | M | H), MipsPte.ModifyHuge(new Pte(Frame | P | M | H), new Pte(P | Wr)));

    [TestMethod]
    public void V_follows_from_ACCESSED_unless_reads_are_inhibited()
    {
        Assert.AreEqual(new Pte(P | A | V), MipsPte.MakeYoung(new Pte(P)));
        Assert.AreEqual(new Pte(P | A | RI), MipsPte.MakeYoung(new Pte(P | RI)));
        Assert.AreEqual(new Pte(P), MipsPte.MakeOld(new Pte(P | A | V)));
    }

    [TestMethod]
    public void Changing_the_protection_keeps_what_software_knows_and_derives_V() => Assert.AreEqual(
        new Pte(Frame | P | Wr | A | M | Special | Soft | XI | V | Coherent),
        MipsPte.Modify(new Pte(Frame | P | A | M | H | Special | Soft | Coherent), new Pte(P | Wr | XI)));

    [TestMethod]
    public void An_empty_slot_may_be_global() => Assert.IsTrue(MipsPte.None(new Pte(G)).IsTrue);

    [TestMethod]
    public void PROT_NONE_is_present_and_inhibited()
    {
        var none = MipsPte.MakeProtNone(new Pte(Frame | P | Wr | A | M | V | D));
        Assert.AreEqual(new Pte(Frame | P | A | M | XI | RI), none);
        Assert.IsTrue((MipsPte.Present(none) & MipsPte.ProtNone(none)).IsTrue);
    }

    [TestMethod]
    public void A_swap_entry_holds_its_offset_from_bit_24_and_soft_dirty_in_its_place()
    {
        Assert.AreEqual(new Pte(0x0000_1234_5601_0000), MipsPte.Swap(new Pte(0x123456)));
        Assert.AreEqual(new Pte(0x0000_1234_5601_0040), MipsPte.SwapMakeSoftDirty(MipsPte.Swap(new Pte(0x123456))));
    }

    [TestMethod]
    public void A_load_needs_V_a_store_D_too_and_RI_XI_refuse()
    {
        Assert.IsFalse(MipsTracking.Walk(new Pte(P | A | V), Load).Fault.IsTrue);
        Assert.IsTrue(MipsTracking.Walk(new Pte(P | A), Load).Fault.IsTrue);
        Assert.IsTrue(MipsTracking.Walk(new Pte(P | Wr | A | V), Store).Fault.IsTrue);
        Assert.IsFalse(MipsTracking.Walk(new Pte(P | Wr | A | M | V | D), Store).Fault.IsTrue);
        Assert.IsTrue(MipsTracking.Walk(new Pte(P | A | V | RI), Load).Fault.IsTrue);
        Assert.IsTrue(MipsTracking.Walk(new Pte(P | A | V | XI), Fetch).Fault.IsTrue);
    }

    [TestMethod]
    public void Traps_set_ACCESSED_and_V_and_where_granted_MODIFIED_and_D()
    {
        Assert.AreEqual(new Pte(P | A | V), MipsTracking.Handled(new Pte(P), Load));
        Assert.AreEqual(new Pte(P | Wr | A | M | V | D), MipsTracking.Handled(new Pte(P | Wr), Store));
        Assert.AreEqual(new Pte(P), MipsTracking.Handled(new Pte(P), Store));
        Assert.AreEqual(new Pte(Wr), MipsTracking.Handled(new Pte(Wr), Load));
    }
}
