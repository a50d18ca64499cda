using System.Globalization;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Rendering;
using Emulator.Reports;

namespace Emulator.Host.Museum;

/// <summary>The museum as text: a line for each race, or one story whole.</summary>
internal sealed class MuseumText(Terminal terminal)
{
    private const int WidestTitle = 58, WidestName = 22;

    public void Table(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var table = new TextTable("race", "year", "what", "who", "as shipped", "fixed", "states", "time") { OfWords = true };
        foreach (var race in races)
            table.Add(race.Id, race.About(Abouts.Year), Cut(race.Scenario.Title, WidestTitle), Cut(race.About(Abouts.Who), WidestName),
                race.Steps is { } steps ? $"violated, {steps} steps" : race.IsUndecided ? "undecided" : !race.IsShown ? "-" : race.IsAsExpected ? "holds here" : "HOLDS",
                race.IsProved ? "holds" : race.IsUndecided ? "undecided" : race.Fixed.Count > 0 ? "NOT PROVED" : "-",
                race.States.ToString("#,0", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{race.Seconds:0.00} s"));
        foreach (var line in table.Lines())
            terminal.Out.WriteLine(line);
        terminal.Out.WriteLine();
        if (races.Any(r => r.Steps is null))
            Wrapped("holds here: what shipped does no harm on the architectures that were asked for, as its scenario says; -: it isn't for them, or only its fix is.", "");
        Wrapped(Summary(races, notSaid), "");
        foreach (var race in races.Where(r => !r.IsAsExpected))
            Wrapped($"{race.Id} is NOT as its scenario expects; 'emulator museum {race.Id}' shows it.", "");
    }

    public static string Summary(IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var half = races.SelectMany(r => r.HalfFixes.GroupBy(h => h.Row["kernel"])).ToList();
        return $"{races.Count(r => r.Steps is not null)} found again, {races.Count(r => r.IsProved)} fixes proved, {notSaid.Count} not said{(notSaid.Count > 0 ? $" ({string.Join(", ", notSaid)})" : "")}; "
            + $"of {half.Count} other ways to mend them {half.Count(h => h.Any(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)))} fail.";
    }

    /// <summary>One story whole: its text, every row, the counterexample.</summary>
    public void Story(Race race)
    {
        terminal.Out.WriteLine($"{race.Id}: {race.Scenario.Title}");
        terminal.Out.WriteLine();
        foreach (var (key, meaning) in Abouts.All.Where(a => race.About(a.Key).Length > 0))
            Wrapped($"{key}: {race.About(key)}", "  ");
        terminal.Out.WriteLine();
        new ExploreText(terminal).Table(race.Scenario, [.. race.Results]);
        if (race.Found is { } found)
            foreach (var line in TraceText.Lines(found.Result, found.Verdict))
                terminal.Out.WriteLine(line);
        else
            terminal.Out.WriteLine(race.IsShown ? "As it shipped there is no counterexample on these architectures." : "What shipped isn't for these architectures: it wasn't explored.");
        terminal.Out.WriteLine();
        foreach (var half in race.HalfFixes.GroupBy(h => h.Row.ToString()))
            Wrapped($"{half.Key}: {HalfFix([.. half])}", "");
    }

    /// <summary>What became of a row that looks like a fix.</summary>
    public static string HalfFix(IReadOnlyList<RowResult> row)
    {
        var violated = row.Where(r => r.Verdicts.Any(v => v.Verdict == Verdict.Violated)).ToList();
        var shortest = violated.SelectMany(r => r.Verdicts).Min(v => v.Trace?.Steps.Count);
        return violated.Count == 0 ? "holds as well"
            : $"violated in {shortest} steps on {(violated.Count == row.Count ? row.Count == 1 ? violated[0].Architecture : "every architecture that it is for" : string.Join(", ", violated.Select(r => r.Architecture)))}";
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";

    private void Wrapped(string text, string indent)
    {
        foreach (var line in TraceText.Wrap(text, indent, indent + "  "))
            terminal.Out.WriteLine(line);
    }
}
