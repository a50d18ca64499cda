using Emulator.Engine.Scenarios;
using Emulator.Host.Plugins;
using Emulator.Host.Scenarios;

namespace Emulator.Host.Museum;

/// <summary>Every race that there is, explored: those of a race that names no architecture on all of today, the others where they happened.</summary>
internal static class Gallery
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "scenarios", "museum");

    /// <summary>The races that can be asked for.</summary>
    public static IReadOnlyList<Scenario> Scenarios(ScenarioFiles files) => [.. files.Read([Folder], null).OrderBy(s => new Race(s, []).Number).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Explores races.</summary>
    /// <param name="run">Explores.</param>
    /// <param name="scenarios">The races.</param>
    /// <param name="architectures">All that are loaded, or those asked for.</param>
    /// <param name="cancel">Ends it.</param>
    public static IReadOnlyList<Race> Explore(ExploreRun run, IReadOnlyList<Scenario> scenarios, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel)
    {
        var results = run.Run(scenarios, s => s.Architectures.Count > 0 ? architectures : [.. architectures.Where(a => a.Facts.History is null)], cancel);
        var found = results.ToLookup(r => r.Scenario);
        return [.. scenarios.Where(s => found[s].Any()).Select(s => new Race(s, [.. found[s]]))];
    }
}
