using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>What an independent explorer, in another language and by another author, found of the thread's protocols.
/// It knows no flush that is one with the change: there none can be late.</summary>
[TestClass]
public sealed class KnownAnswers
{
    public static IEnumerable<object[]> Cases =>
        from known in Known
        from architecture in Architectures.All
        from writers in new[] { 1, 2 }
        from pages in new[] { 1, 2 }
        select new object[] { known.Name, known.Driver, known.Handler, known.Pages,
            known.Holds || known.FlushIsLate && Architectures.FlushesWithTheChange(architecture),
            architecture.Name, writers, pages };

    private static readonly (string Name, string Driver, string Handler, string Pages, bool Holds,
        bool FlushIsLate)[] Known =
    [
        ("clean, batched, act after", "apply_as_clean(RANGE, flush = batched) act_recorded()", "", "writable dirty",
            true, false),
        ("clean, batched, act before", "apply_as_clean(RANGE, flush = none) act_recorded() flush_tlb_range(RANGE)", "",
            "writable dirty", false, true),
        ("clean, per pte, act after", "apply_as_clean(RANGE, flush = per_pte) act_recorded()", "", "writable dirty",
            true, false),
        ("clean, none, act after", "apply_as_clean(RANGE, flush = none) act_recorded()", "", "writable dirty",
            false, true),
        ("wrprotect, batched, after, held", "apply_as_wrprotect(RANGE) act_recorded()", "", "readonly clean",
            true, false),
        ("wrprotect, batched, before, held",
            "apply_as_wrprotect(RANGE, flush = none) act_recorded() flush_tlb_range(RANGE)", "", "readonly clean",
            false, true),
        ("wrprotect, batched, after, dropped early", "apply_as_wrprotect(RANGE) act_recorded()",
            "mkwrite(P) { lock address_space record(P) unlock address_space make_writable(P) }", "readonly clean",
            false, false),
        ("wrprotect, batched, after, no lock", "apply_as_wrprotect(RANGE) act_recorded()",
            "mkwrite(P) { record(P) make_writable(P) }", "readonly clean", false, false),
        ("wrprotect, none, after, held", "apply_as_wrprotect(RANGE, flush = none) act_recorded()", "", "readonly clean",
            false, true),
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void The_verdict_is_the_independent_explorer_s(string name, string driver, string handler, string attributes,
        bool holds, string architecture, int writers, int pages)
    {
        var (range, target) = pages == 1 ? ("A", "A") : ("A..B", "A|B");
        var threads = string.Concat(Enumerable.Range(0, writers)
            .Select(n => $"thread cpu{n} {{ store {target} ; store {target} }}\n"));
        var scenario = ScenarioReader.Read(name, $"""
            scenario known
            page {(pages == 1 ? "A" : "A, B")} : {attributes}
            {handler}
            {threads}
            thread driver {"{"} lock address_space {driver.Replace("RANGE", range)} unlock address_space {"}"}
            assert no_lost_write
            """);
        var result = RowExploration.Run(scenario, scenario.Rows[0], Architectures.Named(architecture), new(),
            new Limits());
        Assert.AreEqual(holds ? Verdict.Holds : Verdict.Violated, result.Verdicts[0].Verdict,
            $"{result.Findings!.Coverage}");
        Assert.IsNull(result.Verdicts[0].Vacuous);
    }
}
