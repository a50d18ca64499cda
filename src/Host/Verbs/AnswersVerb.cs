using System.CommandLine;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>answers</c>: the thread's claims, explored, as a page.</summary>
internal sealed class AnswersVerb(Terminal terminal) : IVerb
{
    private const string ThreadPage = "docs/results/answers.md", OpenPage = "docs/results/open-questions.md";
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];

    private readonly Option<string?> _out = new("--out")
    {
        Description = $"The page's file; '-': standard output. Default: {ThreadPage}, or {OpenPage}.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _open = new("--open")
    {
        Description = "The questions that kernel engineers still ask, in place of the thread's.",
    };

    public Command Build()
    {
        var command = new Command("answers",
            "Explore every claim of the 2019 thread, or every open question, and write the answers as a page.");
        command.Options.Add(_open);
        command.Options.Add(_out);
        command.Add(Used);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var open = parsed.GetValue(_open);
        var settings = EffectiveSettings.Read(parsed.Given(Used));
        var catalog = PluginCatalog.Load(settings);
        var files = new ScenarioFiles(terminal);
        var scenarios = files.Read(open ? [ScenarioFiles.Open] : [], catalog.Nameable);
        var run = new ScenarioRun(terminal, new());
        var today = ScenarioRun.Today(catalog.Chosen(settings, historic: true));
        var results = run.Run(scenarios, today, CancellationToken.None);
        if (run.Failures.Count > 0)
            return run.Failures.Select(f => Failure.Tell(terminal, f)).Aggregate(ExitCode.Ok, ExitCode.Worse);
        Write(open, parsed.GetValue(_out), results);
        return WarnOfUnexpected(results) ? ExitCode.Violated : files.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
    }

    private void Write(bool open, string? path, IReadOnlyList<RowResult> results) => new OutFile(terminal).Write(
        path ?? (open ? OpenPage : ThreadPage),
        open ? OpenQuestionsPage.Of(Texts(), results) : AnswersPage.Of(results), makesFolder: path is null);

    private bool WarnOfUnexpected(IReadOnlyList<RowResult> results)
    {
        var unexpected = results.SelectMany(r => r.Verdicts.Where(v => !v.IsMet).Select(v => (r, v))).ToList();
        foreach (var (result, verdict) in unexpected)
            terminal.Warn($"{result.Scenario.Name} on {result.Architecture}"
                + $"{(result.Row.Values.Count > 0 ? $", {result.Row}" : "")}: {Properties.NameOf(verdict.Property)} is "
                + $"{ExploreJson.Name(verdict.Verdict)}, which isn't what the scenario expects");
        return unexpected.Count > 0;
    }

    private static IReadOnlyList<(string Name, string Text)> Texts() => !Directory.Exists(ScenarioFiles.Open) ? []
        : [.. Directory.GetFiles(ScenarioFiles.Open, "*.md")
            .Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f).ReplaceLineEndings("\n")))];
}
