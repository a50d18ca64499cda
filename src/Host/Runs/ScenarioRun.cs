using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Plugins;

namespace Emulator.Host.Runs;

/// <summary>Explores scenarios on loaded architectures: shows how far it is, and says whose fault a failure
/// is.</summary>
internal sealed class ScenarioRun(Terminal terminal, ExploreOptions options)
{
    private readonly Dictionary<string, LoadedArchitecture> _explored = [];

    /// <summary>What kept rows from being explored.</summary>
    public IReadOnlyList<Exception> Failures { get; private set; } = [];

    /// <summary>How many scenarios weren't explored on some architecture, for those failures.</summary>
    public int Unexplored { get; private set; }

    /// <summary>Architectures of today for every scenario; as they once were, for those that name them.</summary>
    public static Func<Scenario, IReadOnlyList<LoadedArchitecture>> Today(IReadOnlyList<LoadedArchitecture> loaded) =>
        scenario => [.. loaded.Where(a => a.Facts.History is null || scenario.Names(a.Name))];

    /// <summary>Explores, each scenario on architectures of its own.</summary>
    /// <exception cref="UserError">The options ask for what no scenario has.</exception>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Scenario> scenarios,
        Func<Scenario, IReadOnlyList<LoadedArchitecture>> architecturesOf, CancellationToken cancel)
    {
        if (options.FaultIn(scenarios) is { } fault)
            throw new UserError($"--{fault}", ExitCode.Usage);
        using var progress = new ExploreProgressLine(terminal);
        var (results, failures) = ExploreRun.Run(scenarios, scenario => Noted(architecturesOf(scenario)),
            options with { OnProgress = progress.Show }, cancel);
        Failures = [.. failures
            .GroupBy(f => PluginFault.IsOne(f.Cause) ? f.Architecture : $"{f.Architecture} {f.Where}")
            .Select(same => Fault(same.First(), same.Count() - 1))];
        Unexplored = failures.Count;
        return results;
    }

    private List<Architecture> Noted(IReadOnlyList<LoadedArchitecture> architectures)
    {
        foreach (var architecture in architectures)
            _explored[architecture.Name] = architecture;
        return [.. architectures.Select(a => a.Architecture)];
    }

    // A plugin that fails in one scenario fails in many, for the same reason.
    private Exception Fault(RowFailure failure, int more) =>
        failure.Cause is ScenarioException ? failure.Cause
        : PluginFault.IsOne(failure.Cause)
            ? new PluginFault(_explored[failure.Architecture], failure.Cause, failure.Where + Others(failure, more))
        : new ExplorationException(failure);

    private static string Others(RowFailure failure, int more) => more == 0 ? ""
        : $", and in {more} more scenario{(more == 1 ? "" : "s")} (emulator verify {failure.Architecture} tells of its "
            + "formulas)";
}
