using System.Reflection;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>What is lost where a run never ends is lost: by a loop, by a fault that comes again and again, by a wait
/// for nobody.</summary>
[TestClass]
public sealed class RunsThatNeverEnd
{
    private const string GoRound =
        "some runs never end, they go round for ever: what is asked of ends was asked of where they stay, too";

    private const string StandStill = "some runs never end, they stand still: "
        + "what is asked of ends was asked of where they stay, too; 'assert no_deadlock' shows one";

    private static readonly string Root = typeof(RunsThatNeverEnd).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value
        ?? throw new InvalidOperationException("the repository's place is unknown");

    // The device marks its page when it has seen the interrupt, which comes too early for that, or not.
    private const string Spins = """
        page A : readonly clean
        var busy = 0
        var done = 0
        param marks = first | last
        thread device {
            busy = 1
            write_frame(A)
            if (marks == first) set_page_dirty(A)
            until (seen == 1) { seen = done }
            if (marks == last) set_page_dirty(A)
        }
        thread interrupt { if (busy == 1) done = 1 }
        assert no_lost_write
        expect no_lost_write violated when marks = last
        """;

    // A store goes through an old translation; a later one would mark the page, and faults for ever on the hint that
    // was left.
    private const string FaultsForEver = """
        page A : writable dirty
        var started = 0
        var done = 0
        param hint = lifted | left
        tlb user A : cached
        thread user { started = 1 store A wait (done == 1) store A }
        thread k {
            if (started == 1) {
                lock ptl(A)
                old = ptep_modify_prot_start(A)
                ptep_modify_prot_commit(A, old, pte_mkprotnone(pte_mkclean(old)))
                unlock ptl(A)
                act(A)
                flush_tlb_page(A)
                if (hint == lifted) set_pte_at(A, pte_modify(ptep_get(A), old))
            }
            done = 1
        }
        assert no_lost_write
        expect no_lost_write violated when hint = left
        expect no_lost_write holds on s390
        """;

    // Whoever acts stores first, and the fault's handler doesn't let it.
    private const string HandlerRefuses = """
        page A : readonly clean
        var started = 0
        param grants = yes | no
        mkwrite(P) { if (grants == yes || pte_dirty(ptep_get(P))) make_writable(P) }
        thread driver { if (started == 1) { write_frame(A) store A act(A) } }
        thread other { started = 1 }
        assert no_lost_write
        expect no_lost_write violated when grants = no
        """;

    // Whoever acts waits for a thread that has gone on without it.
    private const string Waits = """
        page A : readonly clean
        var asked = 0
        var told = 0
        param marks = yes | no
        thread device { write_frame(A) if (marks == yes) set_page_dirty(A) asked = 1 wait (told == 1) act(A) }
        thread server { if (asked == 1) told = 1 }
        assert no_lost_write
        expect no_lost_write violated when marks = no
        """;

    [TestMethod]
    [DataRow(Spins, "marks = first", GoRound)]
    [DataRow(FaultsForEver, "hint = lifted", null)]
    [DataRow(HandlerRefuses, "grants = yes", null)]
    [DataRow(Waits, "marks = yes", StandStill)]
    public void What_is_lost_there_is_lost_and_what_is_kept_holds_with_a_word(string text, string kept, string? warning)
    {
        foreach (var result in Everywhere(text))
        {
            var where = $"{result.Architecture}, {result.Row}: {text}";
            var verdict = result.Verdicts.Single();
            Assert.IsTrue(verdict.IsMet, where);
            Assert.IsNull(verdict.Vacuous, where);
            if (verdict.Verdict == Verdict.Violated)
                Check(result, verdict);
            else if (result.Row.ToString() == kept && verdict.Verdict == Verdict.Holds)
                Assert.AreSequenceEqual(warning is null ? [] : [warning], result.Warnings, where);
        }
    }

    [TestMethod]
    public void Where_no_run_ends_at_all_it_is_no_empty_word() => Are(Verdict.Violated, """
        page A : readonly clean
        thread device { write_frame(A) until (x == 1) { x = recorded(A) } }
        assert no_lost_write
        """);

    [TestMethod]
    public void A_page_that_is_marked_now_and_then_will_be_found() => Are(Verdict.Holds, """
        page A : readonly clean
        thread device { write_frame(A) until (x == 1) { record(A) clear_record(A) x = page_dirty(A) } }
        assert no_lost_write
        """);

    [TestMethod]
    public void Two_pages_that_lack_a_mark_in_turn_are_not_one_that_is_lost() => Are(Verdict.Holds, """
        page A, B : readonly clean
        thread device {
            record(A) write_frame(A) write_frame(B)
            until (x == 1) {
                atomic { record(B) clear_record(A) }
                atomic { record(A) clear_record(B) }
                x = page_dirty(A)
            }
        }
        assert no_lost_write
        """);

    [TestMethod]
    public void The_other_properties_of_ends_are_asked_there_too()
    {
        Are(Verdict.Violated, """
            page A : writable dirty
            tlb user A : cached
            thread user { }
            thread k { old = ptep_get(A) set_pte_at(A, pte_mkclean(old)) until (x == 1) { x = recorded(A) } }
            assert no_lost_dirty_bit
            """);
        Are(Verdict.Violated, """
            page A : writable dirty
            tlb user A : cached
            thread user { }
            thread k { set_pte_at(A, pte_mkclean(ptep_get(A))) lock ptl(A) lock ptl(A) }
            assert tlb_agrees_after_flush
            """, new Plugins.X86.X86());
    }

    // What may come but needn't doesn't save a run: a TLB that makes room, a thread that does something once more.
    [TestMethod]
    [DataRow("allow eviction\ntlb user A : cached\nthread user { store A }",
        "page A : readonly clean\nmkwrite(P) { wait (page_dirty(P)) make_writable(P) }\n"
            + "thread device { write_frame(A) }")]
    [DataRow("thread user { forever { set_page_dirty(B) } }",
        "page A, B : readonly clean\nthread device { write_frame(A) wait (page_dirty(B)) set_page_dirty(A) }")]
    public void What_nobody_promises_is_no_way_out(string liberty, string text) => Are(Verdict.Violated,
        $"{text}\n{liberty}\nassert no_lost_write");

    [TestMethod]
    public void More_liberty_never_makes_a_violated_row_hold()
    {
        foreach (var liberty in new[] { "speculation", "eviction" })
            foreach (var result in Everywhere($"allow {liberty}\n{FaultsForEver}").Where(r => r.Architecture != "s390"
                && r.Row.ToString() == "hint = left"))
                Assert.AreNotEqual(Verdict.Holds, result.Verdicts.Single().Verdict,
                    $"{result.Architecture}, {liberty}");
    }

    // Memory that is enough to find every state, and not to tell whether every run ends.
    [TestMethod]
    public void Where_it_can_t_be_decided_within_bounds_the_answer_is_no_holds()
    {
        var scenario = Read("""
            page A, B, C : writable clean
            thread user { store A|B|C store B load C }
            thread other { store B|C load A load C }
            thread k { until (x == 1) { old = ptep_get(A) x = recorded(A) } }
            assert no_lost_write, no_bug
            """);
        RowResult Within(long bytes) => RowExploration.Run(scenario, scenario.Rows[0], Architectures.Named("x86"),
            new(), new Limits(MaxBytes: bytes) { StoreBits = 5 });
        var between = Enumerable.Range(0, 200).Select(n => Within((long)(10_000 * Math.Pow(1.05, n))))
            .First(r => r.Findings is { Bound: null } or { IsBoundOfEnds: true });
        Assert.AreEqual("max-memory", between.Findings?.Bound);
        Assert.IsTrue(between.Findings?.IsBoundOfEnds);
        Assert.AreSequenceEqual([Verdict.Inconclusive, Verdict.Holds], between.Verdicts.Select(v => v.Verdict));
        Assert.Contains("every state was looked at, and not yet whether every run ends, when max-memory was reached",
            between.Warnings.Single());
        Assert.AreEqual(between.Findings?.Coverage.States, Within(long.MaxValue).Findings?.Coverage.States);
    }

    public static IEnumerable<object[]> Files => Directory
        .GetFiles(Path.Combine(Root, "scenarios"), "*.scenario", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => new object[] { Path.GetRelativePath(Root, f) });

    // Where the second look is left out as needless, it would have found that every run can end.
    [TestMethod]
    [DynamicData(nameof(Files))]
    public void No_shipped_scenario_has_runs_without_end_that_nobody_looked_for(string file)
    {
        var scenario = ScenarioReader.Read(file, File.ReadAllText(Path.Combine(Root, file)));
        var architectures = scenario is { Architectures: [], ArchitecturesWhere: [] }
            ? Architectures.All.Where((_, n) => n % 3 == file.Length % 3)   // one of three, another one for other files
            : Architectures.All.Where(a => scenario.IsFor(Declared.By(a)));
        foreach (var row in scenario.Rows)
            foreach (var architecture in architectures)
            {
                var plain = RowExploration.Run(scenario, row, architecture, new(), new Limits());
                var always = RowExploration.Run(scenario, row, architecture, new(),
                    new Limits { AlwaysSeeksEndless = true });
                Assert.AreEqual(always.Findings?.Endless, plain.Findings?.Endless, $"{architecture.Name}, {row}");
                Assert.AreSequenceEqual(always.Verdicts.Select(v => v.Verdict), plain.Verdicts.Select(v => v.Verdict));
            }
    }

    private static Scenario Read(string text) => ScenarioReader.Read("test", "scenario test\n" + text);

    private static IEnumerable<RowResult> Everywhere(string text, Architecture? on = null)
    {
        var scenario = Read(text);
        return (on is null ? Architectures.All : [on]).SelectMany(a => scenario.Rows.Select(row =>
            RowExploration.Run(scenario, row, a, new(), new Limits())));
    }

    private static void Are(Verdict verdict, string text, Architecture? on = null)
    {
        foreach (var result in Everywhere(text, on))
        {
            Assert.AreEqual(verdict, result.Verdicts.Single().Verdict, $"{result.Architecture}: {text}");
            Assert.IsNull(result.Verdicts.Single().Vacuous);
            if (verdict == Verdict.Violated)
                Check(result, result.Verdicts.Single());
        }
    }

    // Its counterexample says why, and runs again; behind an end that isn't lost for good it doesn't.
    private static void Check(RowResult result, PropertyVerdict verdict)
    {
        Assert.IsNotNull(verdict.Trace?.Lasting);
        var run = RunJson.Read(RunJson.Of(result, verdict, fine: false));
        Assert.Contains(" ends, and page A ", run.Loss.Why);
        Assert.Contains(" in every state that is left", run.Loss.Why);
        var lines = string.Join('\n', TraceText.Lines(result, verdict));
        Assert.DoesNotContain("runs to its end", lines);
        Assert.IsNull(Departure(result, run));
        if (run.Steps.Count > 0)
            Assert.StartsWith("the end:", Departure(result, run with { Steps = [] }) ?? "",
                $"{result.Architecture}: {result.Scenario.Text}");
    }

    private static string? Departure(RowResult result, Run run)
    {
        var replay = Replays.Of(result.Machine ?? throw new InvalidOperationException("not explored"), run);
        Assert.AreEqual(run.Steps.Count, replay.Start() is { } start ? replay.Steps(start).Count() : -1);
        return replay.Departure;
    }
}
