using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;

namespace Emulator.Host.Verbs;

/// <summary><c>stress</c>: cores on host threads of their own against passes on another.</summary>
internal sealed class StressVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used =
    [
        Settings.Architectures, Settings.Cores, Settings.Seconds, Settings.Pages, Settings.Pass, Settings.Flush, Settings.Rules,
        Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.Plugins,
    ];

    public Command Build()
    {
        var command = new Command("stress", "Run cores on host threads against passes on another; no store may be lost.");
        command.Add(Used);
        var json = VerbOptions.Json();
        command.Options.Add(json);
        command.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var catalog = PluginCatalog.Load(settings);
            foreach (var refused in catalog.Refused)
                terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
            return Run(settings, catalog.Chosen(settings), parsed.GetValue(json), cancel);
        }, CancellationToken.None));
        return command;
    }

    private int Run(EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures, bool json, CancellationToken cancel)
    {
        var seconds = settings.Get(Settings.Seconds);
        if (!json)
            terminal.Say($"{settings.Text(Settings.Cores)} cores against {settings.Text(Settings.Pass)} passes, flush {settings.Text(Settings.Flush)}, "
                + $"{settings.Text(Settings.Pages)} pages, {seconds} s on each of {string.Join(", ", architectures.Select(a => a.Name))}");
        var results = new List<(string Name, StressResult? Result)>();
        foreach (var a in architectures.TakeWhile(_ => !cancel.IsCancellationRequested))
            results.Add((a.Name, new StressRun(settings.Run, (int)settings.Get(Settings.Pages), (ulong)settings.Get(Settings.Seed))
                .Run(a.Architecture, TimeSpan.FromSeconds(seconds), cancel)));
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { Results = results.Select(Document) }, Json.Indented));
        else
            Print(results);
        if (results.Any(r => r.Result?.Lost > 0))
            return ExitCode.Violated;
        return cancel.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private void Print(List<(string Name, StressResult? Result)> results)
    {
        var run = results.Where(r => r.Result is not null).ToList();
        var table = new TextTable("", "stores", "passes", "pages recorded", "invalidations", "lost");
        foreach (var (name, r) in run)
            table.Add(name, Number(r!.Stores), Number(r.Passes), Number(r.Recorded), Number(r.Invalidations), Number(r.Lost));
        foreach (var line in table.Lines())
            terminal.Out.WriteLine(line);
        foreach (var (name, _) in results.Where(r => r.Result is null))
            terminal.Out.WriteLine($"{name} has no soft-dirty bit: not run");
        terminal.Out.WriteLine(run.Any(r => r.Result!.Lost > 0)
            ? "Lost: pages whose last store no consumer took, and that are neither recorded nor dirty."
            : "Every page stored to was taken, is recorded or is dirty.");
    }

    private static object Document((string Name, StressResult? Result) run) => run.Result is not { } r
        ? new { Architecture = run.Name, Verdict = "not-applicable", Why = "the format has no soft-dirty bit" }
        : new { Architecture = run.Name, Verdict = r.Lost > 0 ? "violated" : "holds", r.Stores, r.Passes, PagesRecorded = r.Recorded, r.Invalidations, r.Lost };

    private static string Number(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
