using System.CommandLine;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Host.Runs;
using Emulator.Reports;

namespace Emulator.Host.Verbs;

/// <summary><c>stress</c>: cores on host threads of their own against passes on another.</summary>
internal sealed class StressVerb(Terminal terminal) : IVerb
{
    private static readonly Setting[] Used =
    [
        Settings.Architectures, Settings.Cores, Settings.Seconds, Settings.Pages, Settings.Pass, Settings.Flush,
        Settings.Rules, Settings.TlbEntries, Settings.TlbWays, Settings.TlbReplacement, Settings.Seed, Settings.Plugins,
        Settings.Locked,
    ];

    private readonly Option<bool> _json = VerbOptions.Json(), _historic = VerbOptions.Historic();

    public Command Build()
    {
        var command = new Command("stress",
            "Run cores on host threads against passes on another; no store may be lost.");
        command.Add(Used);
        command.Options.Add(_historic);
        command.Options.Add(_json);
        command.SetAction(parsed =>
        {
            var settings = EffectiveSettings.Read(parsed.Given(Used));
            var catalog = PluginCatalog.Load(settings);
            catalog.WarnOfRefused(terminal);
            return Run(settings, catalog.Chosen(settings, parsed.GetValue(_historic)), parsed.GetValue(_json));
        });
        return command;
    }

    private int Run(EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures, bool json)
    {
        using var stop = new Stop();
        if (!json)
            terminal.Say(Header(settings, architectures));
        var runs = RunEach(settings, architectures, stop.Token);
        if (json)
            terminal.Out.WriteLine(StressJson.Of([.. runs.Select(r => r.Run)]));
        else
            terminal.Out.WriteLines(StressText.Lines([.. runs.Select(r => r.Run)]));
        terminal.Out.Flush();
        foreach (var (_, fault) in runs)
            if (fault is not null)
                terminal.Fail(fault.Message);
        return ExitCodeOf([.. runs.Select(r => r.Run)], stop.Code);
    }

    private static string Header(EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures) =>
        $"{settings.Text(Settings.Cores)} cores against {settings.Text(Settings.Pass)} passes, "
        + $"flush {settings.Text(Settings.Flush)}, {settings.Text(Settings.Pages)} pages, "
        + $"{settings.Text(Settings.Seconds)} s on each of {string.Join(", ", architectures.Select(a => a.Name))}";

    private List<(Stressed Run, PluginFault? Fault)> RunEach(
        EffectiveSettings settings, IReadOnlyList<LoadedArchitecture> architectures, CancellationToken cancel)
    {
        using var progress = new ProgressLine(terminal, "stressing");
        var runs = new List<(Stressed, PluginFault?)>();
        foreach (var architecture in architectures.TakeWhile(_ => !cancel.IsCancellationRequested))
            runs.Add(RunOne(settings, architecture, part => progress.Report((runs.Count + part) / architectures.Count),
                cancel));
        return runs;
    }

    private static (Stressed Run, PluginFault? Fault) RunOne(
        EffectiveSettings settings, LoadedArchitecture architecture, Action<double> progress, CancellationToken cancel)
    {
        var pages = (int)settings.Get(Settings.Pages);
        var stress = new StressRun(settings.Run, pages, (ulong)settings.Get(Settings.Seed)) { OnProgress = progress };
        var time = TimeSpan.FromSeconds(settings.Get(Settings.Seconds));
        try
        {
            return (new(architecture.Name, architecture.Run(a => stress.Run(a, time, cancel))), null);
        }
        catch (PluginFault fault)
        {
            return (new(architecture.Name, null, PluginFault.Said(fault.InnerException ?? fault)), fault);
        }
    }

    private static int ExitCodeOf(IReadOnlyList<Stressed> runs, int? signalled) =>
        runs.Any(r => r.Failure is not null) ? ExitCode.BadInput
        : runs.Any(r => r.Result?.Lost > 0) ? ExitCode.Violated
        : signalled ?? (runs.Any(r => r.WasRun) && runs.All(r => !r.WasRun || r.Result is { IsConclusive: true })
            ? ExitCode.Ok : ExitCode.Inconclusive);
}
