using System.CommandLine;
using Emulator.Engine.Scenarios.Model;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Host.Scenarios;

namespace Emulator.Host.Verbs;

/// <summary><c>answers</c>: the thread's claims, explored, as a page.</summary>
internal sealed class AnswersVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];

    private readonly Option<string?> _out = new("--out") { Description = "The page's file; '-': standard output. Default: docs/answers.md, or docs/open-questions.md.", HelpName = "FILE" };
    private readonly Option<bool> _open = new("--open") { Description = "The questions that kernel engineers still ask, in place of the thread's." };

    public Command Build()
    {
        var command = new Command("answers", "Explore every claim of the 2019 thread, or every open question, and write the answers as a page.");
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
        var scenarios = files.Read(open ? [ScenarioFiles.Open] : [], [.. catalog.Architectures.Select(a => a.Name)]);
        var run = new ExploreRun(terminal, new());
        var results = run.Run(scenarios, ExploreRun.Today(catalog.Chosen(settings, historic: true)), CancellationToken.None);
        if (run.Failures.Count > 0)
            return run.Failures.Select(f => Failure.Tell(terminal, f)).Aggregate(ExitCode.Ok, ExitCode.Worse);
        new PageFile(terminal).Write(parsed.GetValue(_out) ?? Path.Combine("docs", open ? "open-questions.md" : "answers.md"),
            open ? OpenQuestionsPage.Of(Texts(), results) : AnswersPage.Of(results), makesFolder: parsed.GetValue(_out) is null);
        foreach (var (result, verdict) in results.SelectMany(r => r.Verdicts.Where(v => !v.IsMet).Select(v => (r, v))))
            terminal.Warn($"{result.Scenario.Name} on {result.Architecture}{(result.Row.Values.Count > 0 ? $", {result.Row}" : "")}: "
                + $"{Properties.NameOf(verdict.Property)} is {ExploreJson.Name(verdict.Verdict)}, which isn't what the scenario expects");
        return results.SelectMany(r => r.Verdicts).Any(v => !v.IsMet) ? ExitCode.Violated : files.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
    }

    private static IReadOnlyList<(string Name, string Text)> Texts() =>
        !Directory.Exists(ScenarioFiles.Open) ? [] : [.. Directory.GetFiles(ScenarioFiles.Open, "*.md").Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadAllText(f).ReplaceLineEndings("\n")))];
}
