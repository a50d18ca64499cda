using System.Globalization;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>The museum as text: a line for each race, or one story whole.</summary>
internal sealed class MuseumText(TextWriter output)
{
    private const string NotApplicable = "not applicable here";
    private const int WidestTitle = 58, WidestName = 22;

    public void Table(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var table = new TextTable("race", "year", "what", "who", "as shipped", "fixed", "states", "time")
        {
            OfWords = true,
        };
        foreach (var race in races)
            table.Add(race.Id, race.About(Abouts.Year), Cut(race.Scenario.Title, WidestTitle),
                Cut(race.About(Abouts.Who), WidestName), Shipped(race), Mended(race),
                Grouped.Of(race.States), string.Create(CultureInfo.InvariantCulture, $"{race.Seconds:0.00} s"));
        output.WriteLines(table.Lines());
        output.WriteLine();
        if (races.Any(r => r.Steps is null && r.Shipped != Race.NotApplicable))
            output.WriteWrapped("holds here: what shipped does no harm on the architectures that were asked for, "
                + "as its scenario says; -: it isn't for them, or only its fix is.", "");
        foreach (var line in Unasked(races))
            output.WriteWrapped(line, "");
        output.WriteWrapped(Summary(races, notSaid), "");
        foreach (var race in races.Where(r => !r.IsAsExpected))
            output.WriteWrapped($"{race.Id} is NOT as its scenario expects; 'emulator museum {race.Id}', with "
                + "the options given here, shows it.", "");
    }

    private static string Shipped(Race race) => race switch
    {
        { Steps: { } steps } => $"violated, {steps} steps",
        { IsUndecided: true } => "undecided",
        { IsShown: false } => "-",
        { Shipped: Race.NotApplicable } => NotApplicable,
        _ => race.IsAsExpected ? "holds here" : "HOLDS",
    };

    private static string Mended(Race race) =>
        race.IsProved ? "holds" : race.IsUndecided ? "undecided" : race.Mended == Race.NotApplicable ? NotApplicable
        : race.Fixed.Count > 0 ? "NOT PROVED" : "-";

    // Why it is neither found again nor mended, a line for each lack.
    private static IEnumerable<string> Unasked(IReadOnlyList<Race> races) =>
        races.Select(race => (Who: Unasked(race), race.Lacks)).Where(r => r.Who is not null)
            .GroupBy(r => string.Join(" and ", r.Lacks), r => r.Who)
            .Select(same => $"{NotApplicable}, for want of {same.Key}: {string.Join(", ", same)}.");

    private static string? Unasked(Race race) => (race.Shipped, race.Mended) switch
    {
        (Race.NotApplicable, Race.NotApplicable or Race.NotExplored) => race.Id,
        (Race.NotApplicable, _) => $"{race.Id} as it shipped",
        (_, Race.NotApplicable) => $"what mends {race.Id}",
        _ => null,
    };

    public static string Summary(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var half = races.SelectMany(r => r.HalfFixes.GroupBy(h => h.Row["kernel"]))
            .Where(row => !row.All(Race.IsUnasked)).ToList();
        var failing = half.Count(h => h.Any(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)));
        var unsaid = notSaid.Count > 0 ? $" ({string.Join(", ", notSaid)})" : "";
        return $"{races.Count(r => r.Steps is not null)} found again, {races.Count(r => r.IsProved)} fixes proved, "
            + $"{notSaid.Count} not said{unsaid}; of {half.Count} other ways to mend them {failing} fail.";
    }

    /// <summary>One story whole: its text, every row, the counterexample.</summary>
    public void Story(Race race)
    {
        output.WriteLine($"{race.Id}: {race.Scenario.Title}");
        output.WriteLine();
        foreach (var (key, _) in Abouts.All.Where(a => race.About(a.Key).Length > 0))
            output.WriteWrapped($"{key}: {race.About(key)}", "  ");
        output.WriteLine();
        new ExploreText(output).Table(race.Scenario, [.. race.Results]);
        if (race.Found is { } found)
            output.WriteLines(TraceText.Lines(found.Result, found.Verdict));
        else
            output.WriteLine(race.Shipped switch
            {
                Race.NotExplored => "What shipped isn't for these architectures: it wasn't explored.",
                Race.NotApplicable => "What shipped is not applicable here: the format lacks what it speaks of "
                    + $"({string.Join(", ", race.Lacks)}).",
                _ => "As it shipped there is no counterexample on these architectures.",
            });
        output.WriteLine();
        foreach (var half in race.HalfFixes.GroupBy(h => h.Row.ToString()))
            output.WriteWrapped($"{half.Key}: {HalfFix([.. half])}", "");
    }

    /// <summary>What became of a row that looks like a fix.</summary>
    public static string HalfFix(IReadOnlyList<RowResult> row)
    {
        var violated = row.Where(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)).ToList();
        var shortest = violated.SelectMany(r => r.Verdicts).Min(v => v.Trace?.Steps.Count);
        var where = violated.Count == row.Count && row.Count > 1 ? "every architecture that it is for"
            : string.Join(", ", violated.Select(r => r.Architecture));
        return row.All(Race.IsUnasked) ? NotApplicable
            : violated.Count == 0 ? "holds as well" : $"violated in {shortest} steps on {where}";
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";
}
