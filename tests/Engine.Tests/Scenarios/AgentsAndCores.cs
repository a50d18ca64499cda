using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>What the races of the museum needed: agents that use no entry, the allocator, protections, storage keys,
/// store buffers, and cores that take up and put away the mm. Each with both verdicts.</summary>
[TestClass]
public sealed class AgentsAndCores
{
    private static void Are(bool violated, string text, Architecture? on = null)
    {
        var scenario = ScenarioReader.Read("test", "scenario test\n" + text);
        foreach (var architecture in on is null ? Architectures.All : [on])
            foreach (var row in scenario.Rows)
                foreach (var verdict in RowExploration.Run(scenario, row, architecture, new(), new Limits()).Verdicts)
                {
                    Assert.AreEqual(violated ? Verdict.Violated : Verdict.Holds, verdict.Verdict,
                        $"{architecture.Name}: {text}");
                    Assert.IsNull(verdict.Vacuous, text);
                }
    }

    [TestMethod]
    [DataRow("write_frame(A) act(A)", false)]
    [DataRow("act(A) write_frame(A)", true)]
    [DataRow("f = pte_frame(ptep_get(A)) act(A) write_frame(f)", true)]
    [DataRow("f = pte_frame(ptep_get(A)) write_frame(f) act(A)", false)]
    public void A_device_stores_without_an_entry_and_sets_nothing_dirty(string text, bool lost) =>
        Are(lost, $"page A : readonly clean\nthread device {{ {text} }}\nassert no_lost_write");

    [TestMethod]
    [DataRow("write_frame(f, A)", true)]       // the parent's pinned page went to the child
    [DataRow("write_frame(f, B)", false)]
    [DataRow("write_frame(f)", false)]
    public void Whose_content_a_pinned_page_is_can_be_said(string write, bool lost) => Are(lost, $$"""
        frame COPY
        page A : readonly clean
        page B -> A : readonly clean
        thread gup {
            f = pte_frame(ptep_get(A)) copy_page(COPY, A) set_pte_at(A, mk_pte(COPY))
            {{write}} set_page_dirty(B)
        }
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("write_frame(F)", false)]        // read in by a device
    [DataRow("write_frame(F, A)", true)]      // a bounce buffer that nobody marks
    public void A_frame_that_nobody_ever_had_holds_nobody_s_stores(string write, bool lost) => Are(lost, $$"""
        frame F
        page A : absent
        page B : readonly clean
        thread k { write_frame(B) act(B) {{write}} set_pte_at(A, mk_pte(F)) copy_page(A, F) }
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("write_frame(f, A) free_page(A)", false)]
    [DataRow("free_page(A) write_frame(f, A)", true)]
    [DataRow("free_page(A) write_frame(f)", true)]
    public void A_device_that_writes_a_freed_page_is_found(string text, bool stale) =>
        Are(stale, "page A : readonly clean\n"
            + $"thread device {{ f = pte_frame(ptep_get(A)) {text} }}\nassert no_stale_store");

    [TestMethod]
    public void An_empty_entry_has_no_frame() =>
        Are(false, "page A : absent\npage B : readonly\n"
            + "thread k { bug_on (pte_frame(ptep_get(A)) != 0) bug_on (pte_frame(ptep_get(B)) == 0) }\nassert no_bug");

    [TestMethod]
    [DataRow("f = alloc_page() bug_on (f == g)", false)]
    [DataRow("f = alloc_page() bug_on (f == pte_frame(mk_pte(POOL1)))", true)]
    [DataRow("f = alloc_page() bug_on (f == pte_frame(mk_pte(POOL2)))", true)]
    public void The_allocator_gives_any_free_frame_and_none_twice(string text, bool found)
    {
        // A frame that the text names isn't the allocator's, unless it was freed.
        var frees = text.Contains("POOL", StringComparison.Ordinal) ? "free_page(POOL1) free_page(POOL2)"
            : "g = alloc_page()";
        Are(found, $"frame POOL1, POOL2\npage A : readonly\nthread k {{ {frees} {text} }}\nassert no_bug");
    }

    [TestMethod]
    public void A_frame_comes_back_by_the_allocator_and_the_old_translation_reaches_it() => Are(true, """
        page A : writable dirty
        page B : absent
        tlb user A : cached
        tlb user B : empty
        thread user { store A }
        thread k {
            old = ptep_get_and_clear(A) free_page(A)
            f = alloc_page() set_pte_at(B, mk_pte(f))
            flush_tlb_page(A)
        }
        assert no_stale_store
        arch x86
        """, new Plugins.X86.X86());

    [TestMethod]
    [DataRow("p = pte_modify(ptep_get(A), pte_wrprotect(ptep_get(B)))",
        "pte_write(p) || !pte_dirty(p) || pte_frame(p) != pte_frame(ptep_get(A))", false)]
    [DataRow("p = pte_modify(ptep_get(A), pte_wrprotect(ptep_get(B)))", "pte_dirty(p)", true)]
    [DataRow("p = pmd_modify(ptep_get(B), ptep_get(A))", "!pte_write(p) || pte_dirty(p)", false)]
    public void A_protection_comes_from_one_entry_frame_and_dirtiness_from_the_other(string text, string bug,
        bool found) =>
        Are(found, "page A : writable dirty\npage B : readonly clean\n"
            + $"thread k {{ {text} bug_on ({bug}) }}\nassert no_bug");

    [TestMethod]
    [DataRow("store A", true)]
    [DataRow("write_frame(A)", true)]
    [DataRow("copy_page(A, F)", true)]
    [DataRow("copy_page(F, A)", false)]
    [DataRow("load A", false)]
    public void Whoever_stores_sets_the_storage_key(string text, bool found) =>
        Are(found, "frame F\npage A : writable clean\n"
            + $"thread t {{ {text} bug_on (storage_key_dirty(A)) }}\nassert no_bug");

    [TestMethod]
    [DataRow("act(A)", false)]
    [DataRow("x = test_and_clear_storage_key(A)", true)]
    public void A_storage_key_is_a_mark(string text, bool lost) =>
        Are(lost, "page A : readonly clean\n"
            + $"thread device {{ write_frame(A) {text} }}\nmarks storage_key\nassert no_lost_write");

    // Two cores, each stores and then looks at what the other stored: x86's only reordering
    // (Intel SDM vol. 3A, 9.2.3.4).
    [TestMethod]
    [DataRow("allow store_buffers", "", true)]
    [DataRow("allow store_buffers", "smp_mb()", false)]
    [DataRow("", "", false)]
    public void A_load_gets_ahead_of_a_store_where_store_buffers_are_allowed(string allowed, string barrier,
        bool found) => Are(found, $$"""
        page A : readonly
        var x = 0
        var y = 0
        var missed = 0
        {{allowed}}
        thread one { x = 1 {{barrier}} if (y == 0) atomic { missed = missed + 1 bug_on (missed == 2) } }
        thread two { y = 1 {{barrier}} if (x == 0) atomic { missed = missed + 1 bug_on (missed == 2) } }
        assert no_bug
        """);

    // A mark that stands in a store buffer will be seen: the end comes after that.
    [TestMethod]
    public void Nothing_is_asked_of_the_end_before_every_store_is_seen() => Are(false, """
        page A : readonly clean
        allow store_buffers
        thread k { p = ptep_get(A) write_frame(A) set_pte_at(A, pte_mkdirty(p)) }
        marks pte
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("")]
    [DataRow("u = 1")]
    public void A_handler_s_plain_store_is_buffered_as_well(string more) => Are(true, $$"""
        page A : readonly clean
        var v = 0
        var w = 0
        var u = 0
        allow store_buffers
        mkwrite(P) { v = 1 x = w if (x == 0) record(P) make_writable(P) }
        thread t0 { {{more}} store A }
        thread t1 { w = 1 smp_mb() y = v bug_on (recorded(A) && y == 0) }
        assert no_bug
        """, new Plugins.X86.X86());

    // Stores keep their order among each other, and a core sees its own (9.2.3.2, 9.2.3.5).
    [TestMethod]
    [DataRow("thread one { x = 1 y = 1 }\nthread two { if (y == 1) bug_on (x == 0) bug_on (0 == 1 && x == 0) }")]
    [DataRow("thread one { x = 1 bug_on (x == 0) x = 2 y = 1 bug_on (x != 2) }")]
    [DataRow("thread one { set_pte_at(A, pte_mkdirty(ptep_get(A))) bug_on (!pte_dirty(ptep_get(A))) }")]
    [DataRow("thread one { lock ptl(A) x = 1 unlock ptl(A) }\n"
        + "thread two { lock ptl(A) y = x bug_on (y != x) unlock ptl(A) }")]
    public void Stores_stay_in_order_and_a_core_sees_its_own(string threads) =>
        Are(false, $"page A : readonly clean\nvar x = 0\nvar y = 0\nallow store_buffers\n{threads}\nassert no_bug");

    [TestMethod]
    [DataRow("mm_load()", false)]
    [DataRow("mm_unload() mm_load()", false)]
    public void A_core_that_takes_up_the_mm_starts_without_translations(string text, bool lost) => Are(lost, $$"""
        page A : writable dirty
        var done = 0
        tlb cpu * : off
        thread cpu { {{text}} wait (done == 1) store A }
        thread driver { apply_as_clean(A, flush = none) act_recorded() done = 1 }
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("mm_unload() mm_load()", false)]
    [DataRow("mm_load()", true)]
    public void Putting_the_mm_away_drops_its_translations(string text, bool lost) => Are(lost, $$"""
        page A : writable dirty
        var done = 0
        tlb cpu A : cached
        thread cpu { wait (done == 1) {{text}} store A }
        thread driver { apply_as_clean(A, flush = none) act_recorded() done = 1 }
        assert no_lost_write
        """, new Plugins.X86.X86());

    [TestMethod]
    public void A_core_without_the_mm_speculates_on_nothing() => Are(false, """
        page A : writable dirty
        allow speculation
        tlb cpu * : off
        thread cpu { }
        thread driver { old = ptep_get_and_clear(A) set_pte_at(A, pte_mkclean(old)) }
        assert tlb_agrees_after_flush
        """);

    [TestMethod]
    public void An_access_without_an_mm_is_the_authors_mistake()
    {
        var scenario = ScenarioReader.Read("test",
            "scenario test\npage A : writable\ntlb cpu * : off\nthread cpu { store A }\nassert no_lost_write");
        var mistake = Assert.ThrowsExactly<ScenarioException>(() =>
            RowExploration.Run(scenario, scenario.Rows[0], new Plugins.X86.X86(), new(), new Limits()));
        Assert.Contains("no mm loaded", mistake.Message);
    }

    // POWER9 (R18): the first invalidation doesn't wait for a store under way, the second does.
    [TestMethod]
    [DataRow("flush_tlb_page(A)", true)]
    [DataRow("flush_tlb_page(A) flush_tlb_page(A)", false)]
    [DataRow("flush_tlb_issue(A) flush_tlb_issue(A) flush_tlb_complete()", true)]
    [DataRow("atomic { flush_tlb_page(A) }", true)]
    [DataRow("atomic { flush_tlb_page(A) } atomic { flush_tlb_page(A) }", false)]
    public void An_invalidation_that_completes_early_has_to_be_said_twice(string flush, bool stale) => Are(stale, $$"""
        page A : writable dirty
        tlb user A : cached
        thread user { forever { store A } }
        thread k { old = ptep_get_and_clear(A) {{flush}} free_page(A) }
        assert no_stale_store
        """, new Plugins.PowerPc.PpcRadixR18());
}
