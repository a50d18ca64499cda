using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests;

/// <summary>Hardware that updates dirty bits the wrong way does what the contract says of it.</summary>
[TestClass]
public sealed class DefectiveHardware
{
    private const ulong CleanRw = 0x1027, D = 0x40, A = 0x20;

    private readonly struct Blind : IX86Dirty<Blind>
    {
        static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Blind;
    }

    private readonly struct Stray : IX86Dirty<Stray>
    {
        static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray;
    }

    private readonly struct ReadThenWrite : IX86Dirty<ReadThenWrite>
    {
        static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.ReadThenWrite;
    }

    private readonly struct Confused : IX86Dirty<Confused>
    {
        static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.None;
    }

    private readonly struct Idle : IX86Dirty<Idle>
    {
        static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.None;
        static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => new(W.Of(1), pte);
    }

    private readonly struct Insatiable : IX86Dirty<Insatiable>
    {
        static W IDirtyTracking.Suffices<W>(W cached, Access access) => W.Of(access.IsWrite ? 0UL : 1);
    }

    // Cached clean; then the slot is emptied without a flush; then a store.
    private static (bool Ok, Pte Pte) StoreAfterEmptying<TDirty>() where TDirty : struct, IDirtyTracking
    {
        using var tables = new PageTables<X86Pte>();
        var mmu = new Mmu<X86Pte, TDirty, X86Tlb>(tables, new(4, 4));
        tables.Set(new(5), new(CleanRw));
        Assert.IsTrue(mmu.Access(new(5), new(AccessKind.Read)));
        tables.Set(new(5), default);
        return (mmu.Access(new(5), new(AccessKind.Write)), tables.Get(new(5)));
    }

    [TestMethod]
    public void Sound_hardware_faults_and_leaves_the_empty_slot_alone() =>
        Assert.AreEqual((false, new Pte(0)), StoreAfterEmptying<X86Dirty>());

    [TestMethod]
    public void Blind_hardware_writes_the_empty_slot_and_lets_the_store_through() =>
        Assert.AreEqual((true, new Pte(A | D)), StoreAfterEmptying<Blind>());

    [TestMethod]
    public void Stray_hardware_writes_the_empty_slot_and_then_faults() =>
        Assert.AreEqual((false, new Pte(A | D)), StoreAfterEmptying<Stray>());

    [TestMethod]
    public void Hardware_that_reads_and_then_writes_is_right_while_it_is_alone() =>
        Assert.AreEqual((false, new Pte(0)), StoreAfterEmptying<ReadThenWrite>());

    [TestMethod]
    public void An_empty_slot_with_stray_bits_is_still_none() =>
        Assert.IsTrue(X86Pte.None(StoreAfterEmptying<Stray>().Pte).IsTrue);

    [TestMethod]
    public void A_plugin_that_contradicts_itself_is_a_defect_and_no_endless_loop()
    {
        using var space = new AddressSpace<X86Pte>([new Vma(new(5), 0, 1, VmFlags.None)]);
        space.Tables.Set(new(5), new(CleanRw));
        Assert.ThrowsExactly<ArchitectureDefect>(
            () => new Core<X86Pte, Confused, X86Tlb>(space, new(4, 4)).Access(new(5), new(AccessKind.Write)));
        Assert.ThrowsExactly<ArchitectureDefect>(
            () => new Core<X86Pte, Idle, X86Tlb>(space, new(4, 4)).Access(new(5), new(AccessKind.Read)));
        Assert.ThrowsExactly<ArchitectureDefect>(
            () => new Core<X86Pte, Insatiable, X86Tlb>(space, new(4, 4)).Access(new(5), new(AccessKind.Write)));
    }
}
