using Emulator.Engine.Scenarios;
using Emulator.Host.Scenarios;

namespace Emulator.Host.Museum;

/// <summary>The museum's scenarios, race by race.</summary>
internal static class Gallery
{
    /// <summary>The races that can be asked for, in order.</summary>
    public static IReadOnlyList<Scenario> Races(ScenarioFiles files) =>
        [.. files.Read([ScenarioFiles.Museum], null).OrderBy(s => new Race(s, []).Number).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>What was found, race by race.</summary>
    public static IReadOnlyList<Race> Of(IReadOnlyList<RowResult> results) => [.. results.GroupBy(r => r.Scenario).Select(g => new Race(g.Key, [.. g]))];
}
