using System.CommandLine;
using System.Text.RegularExpressions;
using Emulator.Engine.Scenarios.Model;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>museum</c>: every known race found again, and its fix proved.</summary>
internal sealed partial class MuseumVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];
    private readonly Argument<string[]> _races =
        new("RACES") { Description = "Races, by name: R10, R5a; none: all of them.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Write the museum as a page of Markdown; '-': standard output.", HelpName = "FILE",
    };
    private readonly Option<bool> _json = VerbOptions.Json();

    public Command Build()
    {
        var command = new Command("museum",
            "Explore the races of forty years as they shipped and as they were mended; one by name: its whole story.");
        _races.RefuseOptions(command);
        command.Arguments.Add(_races);
        command.Add(Used);
        command.Options.Add(_out);
        command.Options.Add(_json);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = EffectiveSettings.Read(parsed.Given(Used));
        var catalog = PluginCatalog.Load(settings);
        var files = new ScenarioFiles(terminal);
        var all = Gallery.Races(files.Read([ScenarioFiles.Museum], null));
        var scenarios = Asked(all, parsed.GetValue(_races) ?? []);
        using var stop = new Stop();
        var run = new ScenarioRun(terminal, new());
        var today = ScenarioRun.Today(catalog.Chosen(settings, historic: true));
        var races = Gallery.Of(run.Run(scenarios, today, stop.Token));
        if (parsed.GetValue(_out) is { } page && races.Any(r => r.IsUndecided))
            terminal.Warn($"--out {page}: not written: not every race was explored");
        else
            Print(parsed, races, scenarios.Count == all.Count ? Gallery.NotSaid(all) : []);
        if (run.Unexplored > 0 && !parsed.GetValue(_json))
            terminal.Out.WriteLine($"{run.Unexplored} NOT EXPLORED on some architecture, as its plugin failed.");
        terminal.Out.Flush();
        var failed = run.Failures.Select(f => Failure.Tell(terminal, f)).Aggregate(ExitCode.Ok, ExitCode.Worse);
        var read = files.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
        return stop.Code ?? ExitCode.Worse(ExitCode.Worse(Code(races), failed), read);
    }

    // What was asked for is found or said to be missing; R5 is every story of R5, and so is 5; r05a is R5a.
    private static IReadOnlyList<Scenario> Asked(IReadOnlyList<Scenario> all, string[] asked)
    {
        var stories = all.Select(s => new Race(s, [])).ToList();
        var names = asked.SelectMany(a => a.Split(',', StringSplitOptions.TrimEntries)).ToList();
        if (names.Contains(""))
            throw new UserError("an empty name; expected a race's, such as R10, or several with commas between them",
                ExitCode.Usage);
        bool Is(Race race, string name) => Spelling().Replace(name, "R$1") is var wanted
            && new[] { race.Id, $"R{race.Number}", race.Scenario.Name }.Contains(wanted,
                StringComparer.OrdinalIgnoreCase);
        var ids = stories.Select(s => s.Id).ToList();
        foreach (var name in names.Where(n => !stories.Any(s => Is(s, n))))
            throw new UserError(
                $"{name}: no race has this name; {Hints.Hint(name, ids)}expected {string.Join(", ", ids)}",
                ExitCode.Usage);
        return names.Count == 0 ? all : [.. stories.Where(s => names.Any(n => Is(s, n))).Select(s => s.Scenario)];
    }

    [GeneratedRegex("^[Rr]?0*(?=[1-9])(.*)$")]
    private static partial Regex Spelling();

    private void Print(ParseResult parsed, IReadOnlyList<Race> races, IReadOnlyList<string> notSaid)
    {
        var text = new MuseumText(terminal.Out);
        if (parsed.GetValue(_out) is { } path)
            new OutFile(terminal).Write(path, MuseumPage.Of(races, notSaid));
        else if (parsed.GetValue(_json))
            terminal.Out.WriteLine(MuseumJson.Of(races, notSaid));
        else if (races.Count == 0)
            terminal.Out.WriteLine(
                "Nothing was explored: none of these races is for the architectures that were asked for.");
        else if ((parsed.GetValue(_races) ?? []).Length == 0)
            text.Table(races, notSaid);
        else
            foreach (var race in races)
                text.Story(race);
    }

    private static int Code(IReadOnlyList<Race> races) => races.Any(r => !r.IsAsExpected) ? ExitCode.Violated
        : races.Count == 0 || races.Any(r => r.IsUndecided) ? ExitCode.Inconclusive : ExitCode.Ok;
}
