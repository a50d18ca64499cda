using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Plugins.LoongArch;
using Emulator.Plugins.Mips;

namespace Emulator.Engine.Tests;

/// <summary>Trap handlers that change the entry without the page-table lock, in bulk runs.</summary>
[TestClass]
public sealed class TrapHandlers
{
    private static readonly Vpn Page = new(5);
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write);

    private static AddressSpace<TPte> With<TPte>(Pte pte) where TPte : struct, IPteFormat
    {
        var space = new AddressSpace<TPte>([new Vma(Page, 0, 1, VmFlags.None)]);
        space.Tables.Set(Page, pte);
        return space;
    }

    [TestMethod]
    public void A_store_to_a_clean_page_needs_no_lock_that_someone_else_holds()
    {
        using var space = With<LoongArchPte>(LoongArchPte.MakeWritable(LoongArchPte.Leaf(new Pte(1))));
        var core = new Core<LoongArchPte, LoongArchTrapTracking, LoongArchTlb>(space, new(4, 4));
        var other = new Core<LoongArchPte, LoongArchTrapTracking, LoongArchTlb>(space, new(4, 4));
        using (new HeldLock(other.Take(space.Tables.Find(Page)!.Ptl)))
            Assert.IsTrue(core.Access(Page, Store));
        Assert.AreEqual(1UL, core.Counts.SoftwareDirty);
        Assert.IsTrue(LoongArchPte.Dirty(space.Tables.Get(Page)).IsTrue);
    }

    [TestMethod]
    public void A_load_of_an_old_page_needs_none_either()
    {
        using var space = With<MipsPte>(MipsPte.MakeOld(MipsPte.Leaf(new Pte(1))));
        var core = new Core<MipsPte, MipsTracking, MipsTlb>(space, new(4, 4));
        var other = new Core<MipsPte, MipsTracking, MipsTlb>(space, new(4, 4));
        using (new HeldLock(other.Take(space.Tables.Find(Page)!.Ptl)))
            Assert.IsTrue(core.Access(Page, Load));
        Assert.AreEqual(1UL, core.Counts.Young);
        Assert.IsTrue(MipsPte.Young(space.Tables.Get(Page)).IsTrue);
    }

    // The core has the entry cached clean; in memory it has become dirty.
    [TestMethod]
    public void An_old_copy_in_the_TLB_is_loaded_again_without_the_lock()
    {
        var clean = MipsPte.MakeWritable(MipsPte.Leaf(new Pte(1)));
        using var space = With<MipsPte>(clean);
        var core = new Core<MipsPte, MipsTracking, MipsTlb>(space, new(4, 4));
        var other = new Core<MipsPte, MipsTracking, MipsTlb>(space, new(4, 4));
        Assert.IsTrue(core.Access(Page, Load));
        space.Tables.Set(Page, MipsPte.MakeDirty(clean));
        using (new HeldLock(other.Take(space.Tables.Find(Page)!.Ptl)))
            Assert.IsTrue(core.Access(Page, Store));
        Assert.AreEqual((0UL, 1UL), (core.Counts.SoftwareDirty, core.Counts.Spurious));
    }

    [TestMethod]
    [DataRow("mips", true)]
    [DataRow("loongarch", true)]
    [DataRow("arm64-sw", false)]
    [DataRow("soft-dirty", false)]
    public void Explored_it_is_the_same(string architecture, bool goesOn)
    {
        var scenario = ScenarioReader.Read("old_copy", """
            scenario old_copy
            page A : writable clean
            tlb cpu0 A : cached
            var made = 0
            var stored = 0
            thread cpu0 { wait (made == 1) store A stored = 1 }
            thread kernel {
                lock ptl(A)
                pte = ptep_get(A)
                set_pte_at(A, pte_mkdirty(pte))
                made = 1
                wait (stored == 1)
                unlock ptl(A)
            }
            assert no_deadlock
            """);
        var result = RowExploration.Run(scenario, scenario.Rows[0], Architectures.Named(architecture), new(), new());
        Assert.AreEqual(goesOn ? Verdict.Holds : Verdict.Violated, result.Verdicts.Single().Verdict);
    }

    [TestMethod]
    public void What_is_not_granted_goes_on_to_the_full_fault()
    {
        using var space = With<MipsPte>(MipsPte.Leaf(new Pte(1)));
        var core = new Core<MipsPte, MipsTracking, MipsTlb>(space, new(4, 4));
        Assert.IsTrue(core.Access(Page, Store));
        Assert.AreEqual((1UL, 0UL), (core.Counts.MkWrite, core.Counts.SoftwareDirty));
        Assert.IsTrue(MipsPte.Writable(space.Tables.Get(Page)).IsTrue);
    }

    [TestMethod]
    public void The_trap_tries_again_where_the_entry_changed_under_it()
    {
        var slot = new Changing(LoongArchPte.MakeWritable(LoongArchPte.Leaf(new Pte(1))),
            LoongArchPte.Leaf(new Pte(1)));
        Assert.AreEqual(FaultDecision.Spurious, FaultSteps<LoongArchPte, LoongArchTrapTracking>.Trap(ref slot, Store));
        Assert.AreEqual(LoongArchPte.Leaf(new Pte(1)), slot.Read());
    }

    // Write-protected by someone else between the read and the replacement.
    private struct Changing(Pte first, Pte then) : IPteSlot
    {
        private Pte _now = first;

        public readonly Pte Read() => _now;

        public bool Replace(Pte read, Pte with)
        {
            if (_now == then)
                throw new InvalidOperationException("the trap wrote to an entry that isn't granted");
            _now = then;
            return false;
        }

        public readonly void Write(Pte pte) => throw new NotSupportedException();
    }
}
