using System.Globalization;
using System.Text;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Reports;

/// <summary>The museum as a page of Markdown. No time, path or machine is named: the same scenarios give the same
/// page.</summary>
internal static class MuseumPage
{
    public static string Of(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var page = new StringBuilder();
        page.Append("""
            # The museum of races

            Made by `emulator museum --out docs/results/museum.md`; don't edit it. Each race is a scenario in
            `scenarios/museum/`, explored exhaustively on every architecture where it applies: as it shipped there
            is a counterexample, the shortest of which stands below; mended it holds, for any number of stores that
            the text allows. *holds, N*: in all N reachable states. *violated, N*: the shortest counterexample has N
            steps. *n/a*: the format lacks what the scenario speaks of.

            | race | year | what | as shipped | fixed |
            |---|---|---|---|---|

            """);
        foreach (var race in races)
            page.Append($"| [{race.Id}](#{Anchor(race)}) | {race.About(Abouts.Year)} | {race.Scenario.Title} | "
                + $"{race.Shipped}{(race.Steps is { } steps ? $", {steps} steps" : "")} | "
                + $"{(race.IsProved ? "holds" : race.Mended == Race.NotApplicable ? race.Mended : "not proved")} |\n");
        page.Append(CultureInfo.InvariantCulture, $"\n{MuseumText.Summary(races, notSaid)}\n\n");
        foreach (var race in races)
            Section(page, race);
        return page.ToString().TrimEnd() + "\n";
    }

    private static string Heading(Race race) => $"{race.Id}. {race.Scenario.Title}";

    // As GitHub makes them of headings.
    private static string Anchor(Race race) => string.Concat(Heading(race).ToLowerInvariant().Replace(' ', '-')
        .Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    private static void Section(StringBuilder page, Race race)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {Heading(race)}\n\n{race.About(Abouts.Story)}\n\n");
        foreach (var (key, _) in Abouts.All.Where(a => a.Key != Abouts.Story && race.About(a.Key).Length > 0))
            page.Append(CultureInfo.InvariantCulture, $"- {key}: {race.About(key)}\n");
        page.Append(CultureInfo.InvariantCulture, $"- scenario: `{race.Scenario.File.Replace('\\', '/')}`\n\n");
        VerdictTable.Append(page, race.Results);
        if (race.Found is { } found)
            page.Append($"```\n{string.Join('\n', TraceText.Lines(found.Result, found.Verdict))}\n```\n\n");
    }
}
