using System.Globalization;
using System.Text.Json;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Rendering;

namespace Emulator.Host.Museum;

/// <summary>The museum as one JSON document: docs/json.md.</summary>
internal static class MuseumJson
{
    private const string Unsaid = "not-said";

    public static string Of(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var said = races.GroupBy(r => r.Number).Select(g => (Order: g.Key, One: (object)Whole([.. g])));
        var unsaid = notSaid.Select(race => (Order: int.Parse(race.AsSpan(1), CultureInfo.InvariantCulture), One: (object)new
        {
            Race = race, Title = "", Year = (int?)null, Architectures = Array.Empty<string>(), AsShipped = Unsaid, Fixed = Unsaid, Steps = 0, States = 0L, Seconds = 0.0,
        }));
        return JsonSerializer.Serialize(new { Races = said.Concat(unsaid).OrderBy(r => r.Order).Select(r => r.One) }, ExploreJson.Json);
    }

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
        Stories = stories.Select(s => new
        {
            Story = s.Id,
            Scenario = s.Scenario.Name,
            s.Scenario.Title,
            Year = Number(s.About(Abouts.Year)),
            Who = s.About(Abouts.Who),
            Bug = s.About(Abouts.Bug),
            Fix = s.About(Abouts.Fix),
            s.Architectures,
            AsShipped = s.Shipped,
            Fixed = s.Mended,
            Steps = s.Steps ?? 0,
            s.States,
            Seconds = Math.Round(s.Seconds, 3),
            HalfFixes = s.HalfFixes.GroupBy(h => h.Row.ToString()).Select(h => new
            {
                Row = h.Key,
                Verdict = Race.Said(h),
                Architectures = h.Where(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)).Select(r => r.Architecture),
            }),
        }),
    };

    // What would be wrong of one story is said of the race.
    private static string Worst(IEnumerable<string> verdicts, string worst) => verdicts.Order(Comparer<string>.Create((a, b) => Rank(a, worst) - Rank(b, worst))).First();

    private static int Rank(string verdict, string worst) => verdict == worst ? 0 : verdict is "inconclusive" or Race.NotExplored ? 1 : 2;

    private static int? Number(string year) => int.TryParse(year.Split(' ', ',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
