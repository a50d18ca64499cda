using Emulator.Plugins.LoongArch;

namespace Emulator.Plugins.Tests;

/// <summary>LoongArch entries against the numbers of the manual (vol. 1, 5.4.2) and of Linux' pgtable-bits.h.</summary>
[TestClass]
public sealed class LoongArchBits
{
    private const ulong V = 1, D = 2, User = 0xc, Cached = 0x10, G = 0x40, P = 0x80, Wr = 0x100, M = 0x200,
        None = 0x400, Special = 0x800;
    private const ulong NR = 1UL << 61, NX = 1UL << 62, RPlv = 1UL << 63;
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write),
        Fetch = new(AccessKind.Execute);

    [TestMethod]
    public void Bits_stand_where_the_manual_has_them() => Assert.AreEqual(
        "V0 D1 PLV2+2 MAT4+2 G6 P7 W8 MODIFIED9 PROTNONE10 SPECIAL11 PFN12+36 PRESENT_INVALID60 NR61 NX62 RPLV63",
            BitsText.Of(LoongArchPte.Bits));

    [TestMethod]
    public void A_leaf_is_a_user_page_that_was_accessed() =>
        Assert.AreEqual(new Pte(0x1234_509d), LoongArchPte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void Dirty_is_D_or_MODIFIED()
    {
        Assert.IsTrue(LoongArchPte.Dirty(new Pte(V | D)).IsTrue);
        Assert.IsTrue(LoongArchPte.Dirty(new Pte(V | M)).IsTrue);
        Assert.IsFalse(LoongArchPte.Dirty(new Pte(~(D | M))).IsTrue);
    }

    [TestMethod]
    public void Write_protecting_moves_D_to_MODIFIED() => Assert.AreEqual(new Pte(V | P | M),
        LoongArchPte.WriteProtect(new Pte(V | D | P | Wr)));

    [TestMethod]
    public void Cleaning_takes_both_and_keeps_W() => Assert.AreEqual(new Pte(V | P | Wr),
        LoongArchPte.MakeClean(new Pte(V | D | P | Wr | M)));

    [TestMethod]
    public void D_follows_from_W_and_MODIFIED_in_either_order()
    {
        Assert.AreEqual(new Pte(P | M), LoongArchPte.MakeDirty(new Pte(P)));
        Assert.AreEqual(new Pte(P | Wr), LoongArchPte.MakeWritable(new Pte(P)));
        Assert.AreEqual(new Pte(P | Wr | M | D), LoongArchPte.MakeWritable(new Pte(P | M)));
        Assert.AreEqual(new Pte(P | Wr | M | D), LoongArchPte.MakeDirty(new Pte(P | Wr)));
    }

    [TestMethod]
    public void Young_is_V() => Assert.AreEqual((new Pte(P | V), new Pte(P)),
        (LoongArchPte.MakeYoung(new Pte(P)), LoongArchPte.MakeOld(new Pte(P | V))));

    [TestMethod]
    public void Changing_the_protection_keeps_MODIFIED_SPECIAL_frame_cache_and_PLV() => Assert.AreEqual(
        new Pte(0x5000 | User | Cached | M | Special | V | P | Wr),
        LoongArchPte.Modify(new Pte(0x5000 | User | Cached | Special | D | Wr | P | NX | G), new Pte(V | P | Wr)));

    [TestMethod]
    public void An_empty_slot_may_be_global() => Assert.IsTrue(LoongArchPte.None(new Pte(G)).IsTrue);

    [TestMethod]
    public void PROT_NONE_is_present_to_software_alone()
    {
        var none = LoongArchPte.MakeProtNone(new Pte(0x5000 | V | D | User | Cached | P | Wr));
        Assert.AreEqual(new Pte(0x5000 | User | Cached | M | None | NR | NX), none);
        Assert.IsTrue((LoongArchPte.Present(none) & LoongArchPte.ProtNone(none)).IsTrue);
    }

    [TestMethod]
    public void Changing_the_protection_of_a_huge_page_keeps_H() => Assert.AreEqual(new Pte(V | P | G),
        LoongArchPte.ModifyHuge(new Pte(V | P | G), new Pte(V | P)));

    [TestMethod]
    public void A_huge_page_has_bit_6_and_its_global_bit_in_12() =>
        Assert.AreEqual(new Pte(V | P | G | 0x1000), LoongArchPte.MakeHuge(new Pte(V | P | G)));

    [TestMethod]
    public void A_swap_entry_holds_its_offset_from_bit_24() =>
        Assert.AreEqual(new Pte(0x0000_1234_5601_0000), LoongArchPte.Swap(new Pte(0x123456)));

    [TestMethod]
    public void Without_the_walker_a_store_needs_V_and_D()
    {
        Assert.IsTrue(LoongArchTrapTracking.Walk(new Pte(V | User | P | Wr), Store).Fault.IsTrue);
        Assert.IsFalse(LoongArchTrapTracking.Walk(new Pte(V | D | User | P | Wr), Store).Fault.IsTrue);
        Assert.IsTrue(LoongArchTrapTracking.Walk(new Pte(User | P), Load).Fault.IsTrue);
    }

    [TestMethod]
    public void The_trap_sets_V_D_and_MODIFIED_where_W_is_set()
    {
        Assert.AreEqual(new Pte(V | D | M | P | Wr), LoongArchTrapTracking.Handled(new Pte(P | Wr), Store));
        Assert.AreEqual(new Pte(P), LoongArchTrapTracking.Handled(new Pte(P), Store));
        Assert.AreEqual(new Pte(V | P), LoongArchTrapTracking.Handled(new Pte(P), Load));
        Assert.AreEqual(new Pte(None), LoongArchTrapTracking.Handled(new Pte(None), Load));
    }

    [TestMethod]
    public void The_walker_sets_V_and_D_and_never_MODIFIED()
    {
        Assert.AreEqual(new Pte(V | D | User | P | Wr), LoongArchPtwTracking.Walk(new Pte(User | P | Wr), Store).Entry);
        Assert.AreEqual(new Pte(V | User | P | Wr), LoongArchPtwTracking.Walk(new Pte(User | P | Wr), Load).Entry);
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(V | User | P), Store).Fault.IsTrue);
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(User | Wr), Load).Fault.IsTrue);
    }

    [TestMethod]
    public void NR_NX_and_the_privilege_level_refuse()
    {
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(V | User | P | NR), Load).Fault.IsTrue);
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(V | User | P | NX), Fetch).Fault.IsTrue);
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(V | P), Load).Fault.IsTrue);
        Assert.IsFalse(LoongArchPtwTracking.Walk(new Pte(V | P | User), new(AccessKind.Read, User: false))
            .Fault.IsTrue);
        Assert.IsTrue(LoongArchPtwTracking.Walk(new Pte(V | P | User | RPlv), new(AccessKind.Read, User: false))
            .Fault.IsTrue);
    }
}
