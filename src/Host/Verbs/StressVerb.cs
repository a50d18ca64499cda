using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Rendering;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>stress</c>: cores on host threads of their own against passes on another.</summary>
internal sealed class StressVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used =
    [
        Settings.Architectures, Settings.Cores, Settings.Seconds, Settings.Pages, Settings.Pass, Settings.Flush, Settings.Rules,
        Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.Plugins, Settings.Locked,
    ];

    public Command Build()
    {
        var command = new Command("stress", "Run cores on host threads against passes on another; no store may be lost.");
        command.Add(Used);
        var json = VerbOptions.Json();
        var historic = VerbOptions.Historic();
        command.Options.Add(historic);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var catalog = PluginCatalog.Load(settings);
            foreach (var refused in catalog.Refused)
                terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
            return Run(settings, catalog.Chosen(settings, parsed.GetValue(historic)), parsed.GetValue(json));
        });
        return command;
    }

    private int Run(EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures, bool json)
    {
        using var cancel = new CancellationTokenSource();
        int? signalled = null;
        using var signals = Signals.Tell(code =>
        {
            signalled = code;
            cancel.Cancel();
        });
        if (!json)
            terminal.Say($"{settings.Text(Settings.Cores)} cores against {settings.Text(Settings.Pass)} passes, flush {settings.Text(Settings.Flush)}, "
                + $"{settings.Text(Settings.Pages)} pages, {settings.Text(Settings.Seconds)} s on each of {string.Join(", ", architectures.Select(a => a.Name))}");
        var runs = RunEach(settings, architectures, cancel.Token);
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { Results = runs.Select(Document) }, Json.Indented));
        else
            Print(runs);
        terminal.Out.Flush();
        foreach (var run in runs)
            if (run.Fault is { } fault)
                terminal.Fail(fault.Message);
        return ExitCodeOf(runs, signalled);
    }

    private List<Stressed> RunEach(EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel)
    {
        using var progress = new ProgressLine(terminal, "stressing");
        var runs = new List<Stressed>();
        foreach (var architecture in architectures.TakeWhile(_ => !cancel.IsCancellationRequested))
            runs.Add(RunOne(settings, architecture, part => progress.Report((runs.Count + part) / architectures.Count), cancel));
        return runs;
    }

    private static Stressed RunOne(EffectiveSettings settings, LoadedArchitecture architecture, Action<double> progress, CancellationToken cancel)
    {
        var stress = new StressRun(settings.Run, (int)settings.Get(Settings.Pages), (ulong)settings.Get(Settings.Seed)) { OnProgress = progress };
        try
        {
            return new(architecture.Name, architecture.Run(a => stress.Run(a, TimeSpan.FromSeconds(settings.Get(Settings.Seconds)), cancel)));
        }
        catch (PluginFault fault)
        {
            return new(architecture.Name, null, fault);
        }
    }

    private static int ExitCodeOf(List<Stressed> runs, int? signalled) =>
        runs.Any(r => r.Fault is not null) ? ExitCode.BadInput
        : runs.Any(r => r.Result?.Lost > 0) ? ExitCode.Violated
        : signalled ?? (runs.Any(r => r.Result is not null) ? ExitCode.Ok : ExitCode.Inconclusive);

    private void Print(List<Stressed> runs)
    {
        var table = new TextTable("", "stores", "passes", "pages recorded", "invalidations", "lost");
        foreach (var (name, result, _) in runs)
            if (result is { } r)
                table.Add(name, Number(r.Stores), Number(r.Passes), Number(r.Recorded), Number(r.Invalidations), Number(r.Lost));
        if (runs.Any(r => r.Result is not null))
            foreach (var line in table.Lines())
                terminal.Out.WriteLine(line);
        foreach (var (name, _, fault) in runs.Where(r => r.Result is null))
            terminal.Out.WriteLine($"{name} {(fault is null ? "has no soft-dirty bit: not run" : "failed: its plugin threw")}");
        terminal.Out.WriteLine(
            runs.All(r => r.Result is null) ? "Nothing was run."
            : runs.Any(r => r.Result?.Lost > 0) ? "Lost: pages whose last store no consumer took, and that are neither recorded nor dirty."
            : "Every page stored to was taken, is recorded or is dirty.");
    }

    private static object Document(Stressed run) => run switch
    {
        { Fault: { InnerException: { } cause } } => new { run.Architecture, Verdict = "failed", Why = $"the plugin {PluginFault.Said(cause)}" },
        { Result: { } r } => new
        {
            run.Architecture, Verdict = r.Lost > 0 ? "violated" : "holds", r.Stores, r.Passes, PagesRecorded = r.Recorded, r.Invalidations, r.Lost,
        },
        _ => new { run.Architecture, Verdict = "not-applicable", Why = "the format has no soft-dirty bit" },
    };

    private static string Number(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private sealed record Stressed(string Architecture, StressResult? Result, PluginFault? Fault = null);
}
