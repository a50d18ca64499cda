using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Scenarios whose states hardly fit, or don't: they are explored all the same, or said to be too wide.
/// </summary>
[TestClass]
public sealed class WideScenarios
{
    private static Scenario Of(int pages, int writers)
    {
        var names = Enumerable.Range(0, pages).Select(n => $"P{n}").ToList();
        var cores = Enumerable.Range(0, writers)
            .Select(n => $"tlb cpu{n} * : empty\nthread cpu{n} {{ store {names[0]} }}\n");
        return ScenarioReader.Read("wide", $$"""
            scenario wide
            page {{string.Join(", ", names)}} : readonly clean
            {{string.Concat(cores)}}
            thread driver {
                lock address_space
                apply_as_wrprotect({{names[0]}}..{{names[^1]}})
                act_recorded()
                unlock address_space
            }
            assert no_lost_write
            """);
    }

    private static RowResult Explore(Scenario scenario, bool folds, Limits? limits = null) =>
        RowExploration.Run(scenario, scenario.Rows[0], Architectures.Named("x86"), new(Folds: folds), limits ?? new());

    [TestMethod]
    [DataRow(12, 2)]
    [DataRow(20, 3)]
    [DataRow(32, 3)]
    public void Many_pages_are_explored_folded_or_not(int pages, int writers)
    {
        var scenario = Of(pages, writers);
        Assert.AreEqual(Verdict.Holds, Explore(scenario, folds: true).Verdicts[0].Verdict);
        Assert.AreEqual(Verdict.Holds, Explore(scenario, folds: false).Verdicts[0].Verdict);
    }

    [TestMethod]
    public void Threads_that_don_t_fit_a_word_are_explored_unfolded()
    {
        var scenario = Of(20, 2);
        var unfolded = Explore(scenario, folds: false).Findings;
        // 20 entries of a TLB, 4 bits each: no word holds them
        var folded = Explore(scenario, folds: true, new Limits { Roomy = 4 }).Findings;
        var tight = Explore(scenario, folds: true).Findings;
        Assert.IsLessThan(unfolded?.Coverage.States ?? 0, tight?.Coverage.States ?? 0, "tight enough, they fold");
        Assert.AreEqual(tight?.Coverage.States, folded?.Coverage.States);
    }

    [TestMethod]
    public void More_state_than_fits_is_said_to_be_too_much() =>
        Assert.Contains("more state than 255 bits hold", Assert.ThrowsExactly<ScenarioException>(() =>
            Explore(Wide(), folds: true)).Message);

    // Each of 300 counters is raised in turn.
    private static Scenario Wide() => ScenarioReader.Read("wide", $$"""
        scenario wide
        page A : writable dirty
        {{string.Concat(Enumerable.Range(0, 300).Select(n => $"var v{n} = 0\n"))}}
        thread k { {{string.Concat(Enumerable.Range(0, 300).Select(n => $"v{n} = 1 "))}} }
        assert no_deadlock
        """);

    [TestMethod]
    public void Too_many_starting_states_are_said_to_be_too_many()
    {
        var pages = string.Join(", ", Enumerable.Range(0, 20).Select(n => $"P{n}"));
        var scenario = ScenarioReader.Read("wide", $$"""
            scenario wide
            page {{pages}} : writable dirty
            thread cpu0 { store P0 }
            assert no_lost_write
            """);
        var error = Assert.ThrowsExactly<ScenarioException>(() => Explore(scenario, folds: true)).Message;
        Assert.Contains("1,048,576 starting states", error);
        Assert.Contains("tlb", error);
    }
}
