using Emulator.Engine.Scenarios;
using Emulator.Host.Plugins;
using Emulator.Host.Scenarios;

namespace Emulator.Host.Museum;

/// <summary>The scenarios that name architectures as they once were, each explored where it happened.</summary>
internal static class Gallery
{
    /// <summary>The races that can be asked for.</summary>
    public static IReadOnlyList<Scenario> Races(ScenarioFiles files) =>
        [.. files.Read([ScenarioFiles.Museum], null).OrderBy(s => new Race(s, []).Number).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Explores scenarios: those that name no architecture on all of today, the others on those that they name.</summary>
    /// <param name="run">Explores.</param>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="architectures">All that are loaded, or those asked for.</param>
    /// <param name="cancel">Ends it.</param>
    public static IReadOnlyList<RowResult> Explore(ExploreRun run, IReadOnlyList<Scenario> scenarios, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel) =>
        run.Run(scenarios, s => s.Architectures.Count > 0 ? architectures : [.. architectures.Where(a => a.Facts.History is null)], cancel);

    /// <summary>What was found, race by race.</summary>
    public static IReadOnlyList<Race> Of(IReadOnlyList<RowResult> results) => [.. results.GroupBy(r => r.Scenario).Select(g => new Race(g.Key, [.. g]))];
}
