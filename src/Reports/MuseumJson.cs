using System.Globalization;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>The museum as one JSON document: docs/json.md.</summary>
internal static class MuseumJson
{
    private const int SchemaVersion = 2;
    private const string Unsaid = "not-said";

    public static string Of(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var said = races.GroupBy(r => r.Number).Select(g => (Order: g.Key, One: Whole([.. g])));
        var unsaid = notSaid
            .Select(race => (Order: int.Parse(race.AsSpan(1), CultureInfo.InvariantCulture), One: NotSaid(race)));
        var inOrder = said.Concat(unsaid).OrderBy(r => r.Order).Select(r => r.One);
        return Json.Document(new { SchemaVersion, Races = inOrder });
    }

    private static object NotSaid(string race) => new
    {
        Race = race,
        Title = "",
        Year = (int?)null,
        Architectures = Array.Empty<string>(),
        AsShipped = Unsaid,
        Fixed = Unsaid,
        Steps = 0,
        States = 0L,
        Seconds = 0.0,
    };

    // A race with several stories is found where each of them is.
    private static object Whole(IReadOnlyList<Race> stories) => new
    {
        Race = $"R{stories[0].Number}",
        Title = string.Join("; ", stories.Select(s => s.Scenario.Title)),
        Year = Number(stories[0].About(Abouts.Year)),
        Architectures = stories.SelectMany(s => s.Architectures).Distinct(),
        AsShipped = Worst(stories.Select(s => s.Shipped), "holds"),
        Fixed = Worst(stories.Select(s => s.Mended), "violated"),
        Steps = stories.Min(s => s.Steps) ?? 0,
        States = stories.Sum(s => s.States),
        Seconds = Math.Round(stories.Sum(s => s.Seconds), 3),
        Stories = stories.Select(Story),
    };

    private static object Story(Race story) => new
    {
        Story = story.Id,
        Scenario = story.Scenario.Name,
        story.Scenario.Title,
        Year = Number(story.About(Abouts.Year)),
        Who = story.About(Abouts.Who),
        Bug = story.About(Abouts.Bug),
        Fix = story.About(Abouts.Fix),
        story.Architectures,
        AsShipped = story.Shipped,
        Fixed = story.Mended,
        Steps = story.Steps ?? 0,
        story.States,
        Seconds = Math.Round(story.Seconds, 3),
        story.Lacks,
        HalfFixes = story.HalfFixes.GroupBy(h => h.Row.ToString()).Select(HalfFix),
    };

    private static object HalfFix(IGrouping<string, RowResult> row) => new
    {
        Row = row.Key,
        Verdict = Race.Said(row),
        Architectures = row.Where(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)).Select(r => r.Architecture),
    };

    // What would be wrong of one story is said of the race.
    private static string Worst(IEnumerable<string> verdicts, string worst) =>
        verdicts.Order(Comparer<string>.Create((a, b) => Rank(a, worst) - Rank(b, worst))).First();

    private static int Rank(string verdict, string worst) =>
        verdict == worst ? 0 : verdict is "inconclusive" or Race.NotExplored ? 1
        : verdict == Race.NotApplicable ? 3 : 2;

    private static int? Number(string year) =>
        int.TryParse(year.Split(' ', ',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;
}
