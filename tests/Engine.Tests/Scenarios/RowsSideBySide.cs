using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Plugins.SoftDirty;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Many rows explored at a time: their order, what is asked for and isn't there, and failures that are a row's
/// alone.</summary>
[TestClass]
public sealed class RowsSideBySide
{
    private const string Text = """
        page A : writable dirty
        param who = user | nobody
        thread cpu0 { if (who == user) store A }
        thread driver { apply_as_clean(A..A, flush = none) flush_tlb_range(A..A) act_recorded() }
        assert no_lost_write

        """;

    private static readonly Architecture SoftDirty = new SoftDirty();

    private static IReadOnlyList<Scenario> Two { get; } =
        [.. new[] { "one", "two" }.Select(name => ScenarioReader.Read(name, $"scenario {name}\n{Text}"))];

    private static ExploreOutcome Run(ExploreOptions options, params Architecture[] architectures) =>
        ExploreRun.Run(Two, _ => architectures, options, CancellationToken.None);

    [TestMethod]
    [DataRow(1)]
    [DataRow(7)]
    public void Results_come_in_the_order_of_scenarios_rows_and_architectures(int threads)
    {
        var outcome = Run(new() { Threads = threads }, SoftDirty, new Plugins.X86.X86());
        Assert.AreSequenceEqual(
            new[]
            {
                "one who = user soft-dirty", "one who = user x86",
                "one who = nobody soft-dirty", "one who = nobody x86",
                "two who = user soft-dirty", "two who = user x86",
                "two who = nobody soft-dirty", "two who = nobody x86",
            },
            outcome.Results.Select(r => $"{r.Scenario.Name} {r.Row} {r.Architecture}"));
        Assert.IsEmpty(outcome.Failures);
    }

    [TestMethod]
    public void A_parameter_that_is_held_leaves_one_row_of_each_scenario()
    {
        var outcome = Run(new() { Params = [("who", "nobody")] }, SoftDirty);
        Assert.AreSequenceEqual(new[] { "who = nobody", "who = nobody" }, outcome.Results.Select(r => $"{r.Row}"));
    }

    [TestMethod]
    public void Progress_is_told_of_each_row()
    {
        var told = new List<ExploreProgress>();
        Run(new() { Threads = 1, OnProgress = told.Add }, SoftDirty);
        foreach (var progress in told)
            Assert.AreEqual((4, "soft-dirty"), (progress.Rows, progress.Architecture));
    }

    [TestMethod]
    public void A_failure_says_what_was_explored_and_where_and_the_others_are_explored_all_the_same()
    {
        var outcome = Run(new() { Threads = 2 }, new Throwing(), SoftDirty);
        Assert.AreEqual(4, outcome.Results.Count(r => r.Architecture == "soft-dirty"));
        Assert.AreSequenceEqual(new[] { "one", "two" }, outcome.Failures.Select(f => f.Scenario.Name));
        var failure = outcome.Failures[0];
        Assert.AreEqual("throwing", failure.Architecture);
        Assert.IsInstanceOfType<NotSupportedException>(failure.Cause);
        Assert.StartsWith(" while exploring one, who = user in the state ", failure.Where);
    }

    [TestMethod]
    [DataRow("what", "user",
        "param what=user: no scenario here has a parameter what; did you mean who? without it every value is explored")]
    [DataRow("who", "x", "param who=x: expected who=user|nobody")]
    public void What_no_scenario_has_is_said(string param, string value, string says) =>
        Assert.AreEqual(says, new ExploreOptions { Params = [(param, value)] }.FaultIn(Two));

    [TestMethod]
    public void What_no_scenario_asserts_is_said()
    {
        Assert.AreEqual("property no_bug: no scenario here asserts it",
            new ExploreOptions { Property = Property.NoBug }.FaultIn(Two));
        Assert.IsNull(new ExploreOptions { Property = Property.NoLostWrite, Params = [("who", "user")] }.FaultIn(Two));
    }

    private sealed class Throwing() : Architecture<SoftDirtyPte, ThrowsOnWrites, SoftDirtyTlb>("throwing");

    private readonly struct ThrowsOnWrites : IDirtyTracking
    {
        public static DirtyUpdate Update => DirtyUpdate.None;

        public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
            access.IsWrite ? throw new NotSupportedException("no writes here") : SoftDirtyTracking.Walk(pte, access);

        public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

        public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
            access.IsWrite ? throw new NotSupportedException("no writes here")
                : SoftDirtyTracking.Suffices(cached, access);

        public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
            SoftDirtyTracking.Handled(pte, access);
    }
}
