using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Plugins.X86;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>What contract 1.1 can say: flushes that changes queue, faults that nobody handles, TLBs that keep what they
/// were refused, formats without a dirty bit. Each with both verdicts.</summary>
[TestClass]
public sealed class WhatExists
{
    private readonly struct Pte32 : IX86Pte<Pte32>;

    private readonly struct Dirty : IX86Dirty<Dirty>;

    /// <summary>A device's: nobody handles its faults.</summary>
    private readonly struct Device : IX86Dirty<Device>
    {
        static bool IDirtyTracking.FaultIsFinal(Access access) => true;
    }

    private readonly struct Queues : ITlbModel
    {
        public static FlushReach Reach => FlushReach.BeforeUnlock;

        public static W Cached<W>(W pte) where W : struct, IWord<W> => X86Tlb.Cached(pte);
    }

    /// <summary>Keeps entries that aren't present too: bit 62 says that something is kept.</summary>
    private readonly struct KeepsRefusals : ITlbModel
    {
        public static FlushReach Reach => FlushReach.Interrupt;

        public static W Cached<W>(W pte) where W : struct, IWord<W> => pte.Bit(0).Choose(pte, pte.Set(1UL << 62));
    }

    private sealed class Queueing() : Architecture<Pte32, Dirty, Queues>("queueing");

    private sealed class Iommu() : Architecture<Pte32, Device, X86Tlb>("iommu");

    private sealed class Caching() : Architecture<Pte32, Device, KeepsRefusals>("caching-mode");

    private sealed class CachingCore() : Architecture<Pte32, Dirty, KeepsRefusals>("caching-core");

    private static void Is(Verdict expected, Architecture architecture, string text)
    {
        var scenario = ScenarioReader.Read("test", "scenario test\n" + text);
        foreach (var row in scenario.Rows)
            foreach (var verdict in RowExploration.Run(scenario, row, architecture, new(), new Limits()).Verdicts)
                Assert.AreEqual(expected, verdict.Verdict, $"{architecture.Name}, {row}: {text}");
    }

    // The content goes when act() takes it; what is stored later is lost, as nothing marks the page.
    [TestMethod]
    [DataRow("act(A) unlock ptl(A)", true)]   // as late as it may be: not yet
    [DataRow("unlock ptl(A) act(A)", false)]
    [DataRow("unlock ptl(A) flush_tlb_page(A) act(A)", false)]
    [DataRow("flush_tlb_page(A) act(A) unlock ptl(A)", true)]   // flush_tlb_page is empty there
    public void A_change_under_the_lock_is_flushed_before_the_lock_is_dropped(string then, bool lost) =>
        Is(Of(lost), new Queueing(), Cleans(then));

    [TestMethod]
    [DataRow("unlock ptl(A) act(A)", true)]
    [DataRow("unlock ptl(A) flush_tlb_page(A) act(A)", false)]
    public void Elsewhere_it_is_flushed_where_the_text_says_so(string then, bool lost) =>
        Is(Of(lost), Architectures.Named("x86"), Cleans(then));

    private static Verdict Of(bool lost) => lost ? Verdict.Violated : Verdict.Holds;

    private static string Cleans(string then) => $$"""
        page A : writable dirty
        thread cpu { forever { store A } }
        thread kernel {
            lock ptl(A) old = ptep_modify_prot_start(A) ptep_modify_prot_commit(A, old, pte_mkclean(old)) {{then}}
        }
        assert no_lost_write
        """;

    [TestMethod]
    public void Without_the_lock_it_is_flushed_at_once() => Is(Verdict.Holds, new Queueing(), """
        page A : writable dirty
        thread cpu { forever { store A } }
        thread kernel { old = ptep_get_and_clear(A) act(A) if (pte_dirty(old)) { set_page_dirty(A) act(A) } }
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("before_unlock")]
    [DataRow("none")]
    [DataRow("batched")]
    public void A_pass_there_flushes_each_table_before_its_lock_is_dropped(string discipline) =>
        Is(Verdict.Holds, new Queueing(), Pass(discipline));

    [TestMethod]
    [DataRow("before_unlock", false)]
    [DataRow("none", true)]
    public void Everywhere_a_pass_can_be_asked_to(string discipline, bool lost) =>
        Is(Of(lost), Architectures.Named("x86"), Pass(discipline));

    private static string Pass(string discipline) => $$"""
        page A : writable dirty
        page B : writable dirty table(1)
        thread cpu { forever { store A|B } }
        thread driver { apply_as_clean(A..B, flush = {{discipline}}) act_recorded() }
        assert no_lost_write
        """;

    private static string Maps(string then) => $$"""
        page A : absent
        var mapped = 0
        thread device { load A wait (mapped == 1) store A bug_on (!pte_dirty(ptep_get(A))) }
        thread driver { lock ptl(A) set_pte_at(A, pte_mkwrite(mk_pte(A))) unlock ptl(A) {{then}} mapped = 1 }
        assert no_bug
        """;

    [TestMethod]
    public void A_TLB_that_keeps_a_refusal_refuses_what_was_mapped_since_until_it_is_told()
    {
        Is(Verdict.Violated, new Caching(), Maps(""));
        Is(Verdict.Holds, new Caching(), Maps("flush_tlb_page(A)"));
        Is(Verdict.Holds, new Iommu(), Maps(""));
    }

    [TestMethod]
    public void A_core_drops_what_it_kept_when_it_faults_and_gets_through() =>
        Is(Verdict.Holds, new CachingCore(), Maps(""));

    [TestMethod]
    public void A_fault_that_nobody_handles_grants_nothing() => Is(Verdict.Violated, new Iommu(), """
        page A : readonly clean
        thread device { store A bug_on (!pte_dirty(ptep_get(A))) }
        assert no_bug
        """);

    [TestMethod]
    public void A_row_that_counts_dirty_entries_is_not_for_a_format_without_a_dirty_bit()
    {
        var noad = Architectures.Apart.Single(a => a.Name == "ept-noad");
        Is(Verdict.NotApplicable, noad, Pass("batched"));
        Is(Verdict.NotApplicable, noad, """
            page A : readonly clean old
            thread cpu { load A }
            assert no_deadlock
            """);
        Is(Verdict.Holds, noad, """
            page A : readonly clean
            thread cpu { forever { store A } }
            thread driver { lock address_space apply_as_wrprotect(A) act_recorded() unlock address_space }
            assert no_lost_write
            """);
    }

    [TestMethod]
    public void A_device_s_core_gives_its_access_up_and_counts_it()
    {
        var page = new Vpn(5);
        using var space = new AddressSpace<Pte32>([new Vma(page, 0, 1, VmFlags.None)]);
        space.Tables.Set(page, default);
        var device = new Core<Pte32, Device, KeepsRefusals>(space, new(4, 4));
        var load = new Access(AccessKind.Read);
        Assert.IsFalse(device.Access(page, load));
        space.Tables.Set(page, X86Pte.Leaf(new Pte(1)));
        Assert.IsFalse(device.Access(page, load), "what it was refused is kept");
        device.Drop(new(page, page + 1));
        Assert.IsTrue(device.Access(page, load));
        Assert.AreEqual((2UL, 0UL), (device.Counts.Final, device.Counts.Absent));
    }
}
