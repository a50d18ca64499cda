using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>The museum's scenarios, race by race.</summary>
internal static class Gallery
{
    // The races that the museum set out with, by number; what has been added since is in its files alone.
    private static readonly int[] List =
    [
        1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 30, 31, 32, 33, 34, 35,
    ];

    /// <summary>The races that can be asked for, in order.</summary>
    public static IReadOnlyList<Scenario> Races(IEnumerable<Scenario> scenarios) =>
        [.. scenarios.OrderBy(s => new Race(s, []).Number).ThenBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>Races of the list that no scenario says.</summary>
    public static IReadOnlyList<string> NotSaid(IReadOnlyList<Scenario> scenarios) =>
        [.. List.Except(scenarios.Select(s => new Race(s, []).Number)).Select(n => $"R{n}")];

    /// <summary>What was found, race by race.</summary>
    public static IReadOnlyList<Race> Of(IReadOnlyList<RowResult> results) =>
        [.. results.GroupBy(r => r.Scenario).Select(g => new Race(g.Key, [.. g]))];
}
