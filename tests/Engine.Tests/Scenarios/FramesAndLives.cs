using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Frames that move, are freed and come back: what an independent explorer was held against this one
/// by.</summary>
[TestClass]
public sealed class FramesAndLives
{
    private static IEnumerable<PropertyVerdict> Verdicts(string text) => Verdicts(text, Architectures.All);

    private static IEnumerable<PropertyVerdict> Verdicts(string text, IEnumerable<Architecture> architectures)
    {
        var scenario = ScenarioReader.Read("test", "scenario test\n" + text);
        return architectures.SelectMany(a =>
            RowExploration.Run(scenario, scenario.Rows[0], a, new(), new Limits()).Verdicts);
    }

    private static void Are(Verdict verdict, string text) =>
        Assert.IsTrue(Verdicts(text).All(v => v.Verdict == verdict), $"{verdict} was expected of {text}");

    [TestMethod]
    public void A_frame_that_no_page_has_for_a_moment_was_not_taken_from_anyone() => Are(Verdict.Holds, """
        frame G
        page A : writable clean
        page B : writable dirty
        thread u { o = ptep_get_and_clear(B) ; set_pte_at(B, mk_pte(G)) ; set_pte_at(A, o) ; flush_tlb_mm() ; store A }
        assert no_stale_store
        """);

    [TestMethod]
    [DataRow("", true)]
    [DataRow("copy_page(DISK, A)", false)]
    public void A_frame_that_comes_back_starts_without_stores(string saved, bool lost) => Are(
        lost ? Verdict.Violated : Verdict.Holds, $$"""
        frame DISK
        page A : writable dirty
        thread k {
            store A
            atomic { act(A) {{saved}} }
            old = ptep_get_and_clear(A)
            flush_tlb_page(A)
            free_page(A)
            {{(saved.Length > 0 ? "copy_page(A, DISK)" : "")}}
            set_pte_at(A, mk_pte(A))
        }
        marks page_dirty
        assert no_lost_write
        """);

    [TestMethod]
    public void A_page_that_was_discarded_is_asked_for_nothing_when_its_frame_comes_back() => Are(Verdict.Holds, """
        page A : writable dirty
        thread k {
            store A
            act(A)
            old = ptep_get_and_clear(A)
            flush_tlb_page(A)
            discard_page(A)
            set_pte_at(A, mk_pte(A))
        }
        marks page_dirty
        assert no_lost_write
        """);

    [TestMethod]
    public void A_store_through_an_entry_of_a_freed_frame_is_stale_unless_the_entry_went_with_the_change()
    {
        foreach (var architecture in Architectures.All)
        {
            var verdict = Verdicts("""
                page A : writable dirty
                thread u { store A }
                thread k { old = ptep_get_and_clear(A) free_page(A) flush_tlb_page(A) }
                assert no_stale_store
                """, [architecture]).Single().Verdict;
            Assert.AreEqual(Architectures.FlushesWithTheChange(architecture) ? Verdict.Holds : Verdict.Violated,
                verdict, architecture.Name);
        }
    }

    [TestMethod]
    public void Giving_the_frame_again_and_reinstalling_the_old_entry_are_not_the_same()
    {
        Are(Verdict.Holds, """
            page A : writable dirty
            thread k {
                old = ptep_get_and_clear(A) flush_tlb_page(A) free_page(A)
                set_pte_at(A, pte_mkwrite(mk_pte(A))) store A
            }
            assert no_stale_store
            """);
        Are(Verdict.Violated, """
            page A : writable dirty
            thread k {
                old = ptep_get_and_clear(A) flush_tlb_page(A) free_page(A)
                set_pte_at(A, old) store A
            }
            assert no_stale_store
            """);
    }

    [TestMethod]
    public void An_atomic_block_that_can_t_run_through_waits() => Are(Verdict.Holds, """
        page A : writable dirty
        thread u { store A ; record(A) }
        thread k { atomic { until (recorded(A)) { set_page_dirty(A) } } act(A) }
        assert no_deadlock
        """);

    // What a second, independent explorer found: each was taken for "holds".
    [TestMethod]
    [DataRow("store A free_page(A) set_pte_at(A, mk_pte(A)) act(A)")]
    [DataRow("free_page(A) store A set_pte_at(A, mk_pte(A)) act(A)")]
    public void A_store_through_an_old_translation_is_missing_from_the_next_life(string text) => Are(
        Verdict.Violated, $$"""
        page A : writable dirty
        tlb k A : cached
        thread k { {{text}} }
        marks page_dirty
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("write_frame(F, A) discard_page(A)")]
    [DataRow("store A free_page(A) set_pte_at(A, mk_pte(F)) discard_page(A)")]
    public void Discarding_a_page_makes_up_for_nothing_that_was_lost_before(string text) => Are(Verdict.Violated, $$"""
        frame F
        page A : writable dirty
        thread k { {{text}} }
        marks page_dirty
        assert no_lost_write
        """);

    [TestMethod]
    [DataRow("g")]
    [DataRow("g + 0")]
    [DataRow("1 + 0")]
    public void A_frame_s_number_may_be_reckoned(string number) => Are(Verdict.Violated, $$"""
        frame F
        page A : readonly clean
        thread k { g = pte_frame(mk_pte(F)) h = {{number}} write_frame(h, A) }
        assert no_lost_write
        """);

    // It has looked, and then has to wait: it is bound to what it saw.
    [TestMethod]
    [DataRow("thread t { load A|B v = 1 }")]
    [DataRow("thread t { forever { load A } v = 1 }")]
    public void Who_has_looked_and_waits_for_ever_is_in_a_deadlock(string thread) => Are(Verdict.Violated, $$"""
        page A : absent
        page B : writable dirty table(1)
        var v = 0
        {{thread}}
        thread k { lock ptl(A) wait (v == 1) unlock ptl(A) }
        assert no_deadlock
        """);
}
