using System.CommandLine;
using Emulator.Engine.Scenarios;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Host.Scenarios;

namespace Emulator.Host.Verbs;

/// <summary><c>answers</c>: the thread's claims, explored, as a page.</summary>
internal sealed class AnswersVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used = [Settings.Architectures, Settings.Plugins, Settings.Locked];

    public Command Build()
    {
        var command = new Command("answers", "Explore every claim of the 2019 thread and write the answers as a page.");
        var path = new Option<string>("--out") { Description = "The page's file; '-': standard output.", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("docs", "answers.md") };
        command.Options.Add(path);
        command.Add(Used);
        command.SetAction(parsed => Run(parsed.GetValue(path) ?? "-", EffectiveSettings.Read(parsed.Given(Used))));
        return command;
    }

    private int Run(string path, EffectiveSettings settings)
    {
        var catalog = PluginCatalog.Load(settings);
        var files = new ScenarioFiles(terminal);
        var scenarios = files.Read([], [.. catalog.Architectures.Select(a => a.Name)]);
        var run = new ExploreRun(terminal, new());
        var results = run.Run(scenarios, catalog.Chosen(settings), CancellationToken.None);
        if (run.Failures.Count > 0)
            return run.Failures.Select(f => Failure.Tell(terminal, f)).Aggregate(ExitCode.Ok, ExitCode.Worse);
        new PageFile(terminal).Write(path, AnswersPage.Of(results));
        foreach (var (result, verdict) in results.SelectMany(r => r.Verdicts.Where(v => !v.IsMet).Select(v => (r, v))))
            terminal.Warn($"{result.Scenario.Name} on {result.Architecture}{(result.Row.Values.Count > 0 ? $", {result.Row}" : "")}: "
                + $"{Properties.NameOf(verdict.Property)} is {ExploreJson.Name(verdict.Verdict)}, which isn't what the scenario expects");
        return results.SelectMany(r => r.Verdicts).Any(v => !v.IsMet) ? ExitCode.Violated : files.HasMistakes ? ExitCode.BadInput : ExitCode.Ok;
    }
}
