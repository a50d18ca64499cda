using Emulator.Plugins.X86;

namespace Emulator.Plugins.Tests;

/// <summary>x86 entries against the numbers of the Intel SDM (table 4-20) and of Linux' pgtable_types.h.</summary>
[TestClass]
public sealed class X86Bits
{
    private const ulong P = 1, RW = 2, US = 4, A = 0x20, D = 0x40, Soft = 0x800, Saved = 1UL << 58, NX = 1UL << 63;

    [TestMethod]
    public void A_leaf_is_a_user_page_that_was_accessed() =>
        Assert.AreEqual(new Pte(0x1234_5025), X86Pte.Leaf(new Pte(0x12345)));

    [TestMethod]
    public void Write_protecting_moves_D_to_SavedDirty() => Assert.AreEqual(new Pte(P | A | Saved),
        X86Pte.WriteProtect(new Pte(P | RW | A | D)));

    [TestMethod]
    public void Granting_writing_moves_SavedDirty_to_D() => Assert.AreEqual(new Pte(P | RW | D),
        X86Pte.MakeWritable(new Pte(P | Saved)));

    [TestMethod]
    public void Making_dirty_sets_soft_dirty_too() => Assert.AreEqual(new Pte(P | RW | D | Soft),
        X86Pte.MakeDirty(new Pte(P | RW)));

    [TestMethod]
    public void Cleaning_takes_both_dirty_bits_and_keeps_RW() =>
        Assert.AreEqual(new Pte(P | RW), X86Pte.MakeClean(new Pte(P | RW | D)));

    [TestMethod]
    public void None_ignores_stray_A_and_D() => Assert.IsTrue(X86Pte.None(new Pte(A | D)).IsTrue);

    [TestMethod]
    public void PROT_NONE_holds_the_frame_inverted()
    {
        var none = X86Pte.MakeProtNone(X86Pte.Leaf(new Pte(0x42)));
        Assert.IsTrue(X86Pte.ProtNone(none).IsTrue);
        Assert.AreEqual(0xf_ffff_ffbdUL, none.Value >> 12 & 0xff_ffff_ffff & 0xf_ffff_ffff);
        Assert.AreEqual(new Pte(0x42), X86Pte.Frame(none));
    }

    [TestMethod]
    public void A_user_store_needs_P_RW_and_US()
    {
        var store = new Access(AccessKind.Write);
        Assert.IsTrue(X86Dirty.Walk(new Pte(P | RW), store).Fault.IsTrue);
        Assert.IsTrue(X86Dirty.Walk(new Pte(P | US), store).Fault.IsTrue);
        Assert.AreEqual(new Pte(P | RW | US | A | D), X86Dirty.Walk(new Pte(P | RW | US), store).Entry);
    }

    [TestMethod]
    public void Execution_needs_XD_clear_and_supervisors_may_execute_user_pages()
    {
        Assert.IsTrue(X86Dirty.Walk(new Pte(P | US | NX), new(AccessKind.Execute)).Fault.IsTrue);
        Assert.IsFalse(X86Dirty.Walk(new Pte(P | US), new(AccessKind.Execute, User: false)).Fault.IsTrue);
    }
}
