using Emulator.Engine.Formats;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Random scenarios, explored in every way: the naive explorer's verdicts, lengths and counts are the
/// explorer's, and no verdict depends on merging, folding, packing or the number of threads.</summary>
[TestClass]
public sealed class TwoExplorersAgree
{
    private const int Most = 6_000;
    private static readonly int Many = Thoroughness.Of(some: 25, full: 100);

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 12).Select(n => new object[] { n * 100 });

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public void On_random_scenarios(int first)
    {
        var explored = 0;
        for (var seed = first; seed < first + Many; seed++)
            foreach (var (scenario, row, architecture) in Rows(seed))
                explored += Agree(seed, scenario, row, architecture) is not null ? 1 : 0;
        Console.WriteLine($"seeds {first} to {first + Many - 1}: {explored} rows explored");
        Assert.IsGreaterThan(Many / 2, explored, "too many were too large");
    }

    [TestMethod]
    public void On_random_scenarios_that_may_never_end()
    {
        var (explored, endless, lost) = (0, 0, 0);
        var count = Thoroughness.Of(some: 150, full: 700);
        for (var seed = 1; seed <= count; seed++)
            foreach (var (scenario, row, architecture) in Rows(seed, endless: true))
                if (Agree(seed, scenario, row, architecture) is { } naive)
                    (explored, endless, lost) = (explored + 1, endless + (naive.Endless > 0 ? 1 : 0),
                        lost + naive.Endlessly.Count(v => v is not null));
        TestContext.WriteLine($"{explored} explored, {endless} of them with runs that never end; "
            + $"{lost} properties violated by such runs alone");
        Assert.IsGreaterThan(75, explored, "too many were too large");
        Assert.IsGreaterThan(40, endless, "too few never end");
        Assert.IsGreaterThan(10, lost, "too few lose something where they never end");
    }

    private static IEnumerable<(Scenario, Row, Architecture)> Rows(int seed, bool endless = false)
    {
        var scenario = ScenarioReader.Read($"seed {seed}", RandomScenario.Of(seed, endless));
        var architecture = Architectures.All[seed % Architectures.All.Count];
        var features = ArchitectureModel.Of(architecture).Features;
        return scenario.Rows
            .Where(row => FormatNeeds.Lacking(features, new RowText(scenario, row, folds: false).Needs) == 0)
            .Select(row => (scenario, row, architecture));
    }

    // Null: it is too large.
    private static NaiveExplorer? Agree(int seed, Scenario scenario, Row row, Architecture architecture)
    {
        var machine = ScenarioMachine.Of(new(scenario, row, folds: false), ArchitectureModel.Of(architecture),
            new(Folds: false)).Machine;
        var naive = new NaiveExplorer(machine);
        if (!naive.Run(Most))
            return null;
        var where = $"seed {seed} on {architecture.Name}, {row}\n{scenario.Text}";
        Findings Explore(MachineOptions options, Limits limits) =>
            RowExploration.Run(scenario, row, architecture, options, limits).Findings
                ?? throw new AssertFailedException(where);
        var plain = Explore(new(Folds: false), new());
        Assert.AreSequenceEqual(naive.Violated, plain.Violations.Select(v => v?.Steps.Count), where);
        if (plain.Violations.Any(v => v is null))
        {
            Assert.AreEqual(naive.States, plain.Coverage.States, where);
            Assert.AreEqual(naive.Transitions, plain.Coverage.Transitions, where);
        }
        Verdicts(plain, Explore(new(), new()), where, "folded");
        Verdicts(plain, Explore(new(Fine: true, Folds: false), new()), where, "fine");
        Assert.AreEqual(plain.Coverage with { Bytes = 0 },
            Explore(new(Folds: false), Cramped(seed)).Coverage with { Bytes = 0 }, where);
        AssertEndless(naive, plain, Explore(new(Folds: false), new() { AlwaysSeeksEndless = true }), where);
        return naive;
    }

    // Packed anew often, into words and stores that grow, by more threads than one.
    private static Limits Cramped(int seed) => new()
    {
        PackAfter = 1 + seed % 300, LeastWords = 1 << seed % 3, Roomy = seed % 4, StoreBits = 11,
        MayShare = () => true, LargeLevel = 1,
    };

    // What is left out as needless would have found nothing.
    private static void AssertEndless(NaiveExplorer naive, Findings plain, Findings always, string where)
    {
        Verdicts(plain, always, where, "always sought");
        Assert.AreEqual(always.Endless, plain.Endless, where);
        if (plain.Violations.Any(v => v is null))
            Assert.AreEqual(plain.Endless?.States ?? naive.Endless, naive.Endless, where);
        foreach (var (trace, steps) in plain.Violations.Zip(naive.Endlessly))
            Assert.AreEqual(steps is not null, trace?.Lasting is not null, where);
    }

    private static void Verdicts(Findings one, Findings other, string where, string how) =>
        Assert.AreSequenceEqual(one.Violations.Select(v => v is null), other.Violations.Select(v => v is null),
            $"{how}: {where}");
}
