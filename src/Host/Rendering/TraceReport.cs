using System.Globalization;
using System.Text.Json;
using Emulator.Engine.Recordings;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Rendering;

/// <summary>Runs a trace on some architectures and reports, as text or as JSON.</summary>
internal sealed class TraceReport(Terminal terminal, EffectiveSettings settings, PluginCatalog catalog, bool json, string? pagesOut)
{
    public int Run(IReadOnlyList<LoadedArchitecture> architectures)
    {
        foreach (var refused in catalog.Refused)
            terminal.Warn($"plugin {refused.Plugin} was refused: {refused.Why}");
        var trace = new Recording(settings.Get(Settings.Trace));
        using var pages = pagesOut is null ? null : new PagesFile(pagesOut, trace.Path);
        var layout = Layout(trace, architectures);
        if (!json)
            terminal.Say(Header(trace, architectures));
        using var progress = new ProgressLine(terminal, "running");
        var comparison = new Comparison(trace, layout, architectures[0].Facts.Geometry.PageShift, settings.Run)
        {
            OnPass = pages is null ? null : pages.Write,
            OnProgress = progress.Report,
            OnWarning = terminal.Warn,
            IsFault = PluginFault.IsOne,
        };
        var results = comparison.Run([.. architectures.Select(a => a.Architecture)]);
        pages?.Close();
        progress.Dispose();
        Print(trace, layout, comparison.Passes, results);
        foreach (var (architecture, result) in architectures.Zip(results))
            if (result.Failure is { } failure)
                terminal.Fail(new PluginFault(architecture, failure).Message);
        return ExitCodeOf(results);
    }

    private static int ExitCodeOf(IReadOnlyList<ComparisonResult> results) =>
        results.Any(r => r.Failure is not null) ? ExitCode.BadInput
        : results.Any(r => r.Counts is { Missed: > 0 } or { False: > 0 }) ? ExitCode.Violated
        : results.Any(r => r.Counts is not null) ? ExitCode.Ok : ExitCode.Inconclusive;

    private string Header(Recording trace, IReadOnlyList<LoadedArchitecture> architectures)
    {
        var every = settings.Get(Settings.Every);
        var when = every == 0 ? "at the end" : $"every {Number((ulong)every)} data records";
        var cores = settings.Get(Settings.Cores);
        return $"{Path.GetFileName(trace.Path)} on {string.Join(", ", architectures.Select(a => a.Name))}: "
            + $"{settings.Text(Settings.Pass)} pass {when}, flush {settings.Text(Settings.Flush)}, "
            + $"rules {settings.Text(Settings.Rules)}, {cores} core{(cores == 1 ? "" : "s")}";
    }

    // Of the smallest address space, so that every architecture reaches every page.
    private RecordingLayout Layout(Recording trace, IReadOnlyList<LoadedArchitecture> architectures)
    {
        var narrowest = architectures.MinBy(a => a.Facts.Geometry.UserAddressBits)!;
        using var progress = new ProgressLine(terminal, "reading");
        var layout = RecordingLayout.Read(trace, narrowest.Facts.Geometry, narrowest.Name, progress.Report);
        if (layout.CutOff is { } cutOff)
            terminal.Warn($"{trace.Path}: {cutOff}");
        return layout;
    }

    private void Print(Recording trace, RecordingLayout layout, int passes, IReadOnlyList<ComparisonResult> results)
    {
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(Document(trace, layout, passes, results), Json.Indented));
        else
            PrintText(layout, passes, results);
        terminal.Out.Flush();
    }

    private void PrintText(RecordingLayout layout, int passes, IReadOnlyList<ComparisonResult> results)
    {
        terminal.Out.WriteLine($"{Number(layout.Records)} records, {Number(layout.DataRecords)} of data, {Number(layout.Stores)} of them stores; "
            + $"{Number(layout.Pages)} pages in {layout.Vmas.Count} vmas; {Number((ulong)passes)} passes");
        terminal.Out.WriteLine();
        var run = results.Where(r => r.Counts is not null).ToList();
        if (run.Count > 0)
            foreach (var line in Table(run).Lines(TextTable.Wide))
                terminal.Out.WriteLine(line);
        foreach (var result in results.Where(r => r.Counts is null))
            terminal.Out.WriteLine($"{result.Architecture} {(result.Failure is null ? "has no soft-dirty bit: not run" : "failed: its plugin threw")}");
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(Verdict(run));
    }

    private static TextTable Table(List<ComparisonResult> run)
    {
        var table = new TextTable(["", .. run.Select(r => r.Architecture)]);
        foreach (var (name, count) in Rows)
            table.Add([name, .. run.Select(r => Number(count(r.Counts!)))]);
        table.Add(["time (ms)", .. run.Select(r => r.Counts!.Time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture))]);
        return table;
    }

    private static readonly (string Name, Func<RunCounts, ulong> Count)[] Rows =
    [
        ("accesses", c => c.Cores.Accesses - c.Cores.Absent),
        ("stores", c => c.Stores),
        ("TLB hits", c => c.Cores.TlbHits),
        ("TLB misses", c => c.Cores.TlbMisses),
        ("walks", c => c.Cores.Walks),
        ("hardware dirty updates", c => c.Cores.DirtyUpdates),
        ("hardware young updates", c => c.Cores.YoungUpdates),
        ("faults: first touch", c => c.Cores.Absent),
        ("faults: software dirty", c => c.Cores.SoftwareDirty),
        ("faults: young", c => c.Cores.Young),
        ("faults: mkwrite", c => c.Cores.MkWrite),
        ("faults: spurious", c => c.Cores.Spurious),
        ("entries changed by passes", c => c.Changed),
        ("pages recorded", c => c.Recorded),
        ("invalidations", c => c.Invalidations),
        ("missed", c => c.Missed),
        ("false", c => c.False),
    ];

    private string Verdict(List<ComparisonResult> run)
    {
        var missed = run.Where(r => r.Counts!.Missed > 0).Select(r => r.Architecture).ToList();
        if (missed.Count > 0)
            return $"Lost writes on {string.Join(", ", missed)}: pages were stored to between two passes and the record lacks them"
                + (settings.Text(Settings.Flush) == "none" ? " (flush none: stores went on through stale TLB entries)." : ".");
        return run.Any(r => r.Counts!.False > 0)
            ? "Pages were recorded that nothing was stored to."
            : run.Count == 0 ? "Nothing was run." : "No page missed, none recorded without a store.";
    }

    private object Document(Recording trace, RecordingLayout layout, int passes, IReadOnlyList<ComparisonResult> results) => new
    {
        Trace = trace.Path,
        Pass = settings.Text(Settings.Pass),
        Every = settings.Get(Settings.Every),
        Cores = settings.Get(Settings.Cores),
        Flush = settings.Text(Settings.Flush),
        Rules = settings.Text(Settings.Rules),
        Tlb = new { settings.Tlb.Entries, settings.Tlb.Ways, Replacement = settings.Text(Settings.TlbReplacement) },
        layout.Records,
        layout.DataRecords,
        Stores = layout.Stores,
        layout.Pages,
        Vmas = layout.Vmas.Count,
        Passes = passes,
        Results = results.Select(Document),
    };

    private static object Document(ComparisonResult result) => result switch
    {
        { Failure: { } failure } => new { result.Architecture, Verdict = "failed", Why = $"the plugin {PluginFault.Said(failure)}" },
        { Counts: { } counts } => Document(result.Architecture, counts),
        _ => new { result.Architecture, Verdict = "not-applicable", Why = "the format has no soft-dirty bit" },
    };

    private static object Document(string architecture, RunCounts c) => new
    {
        Architecture = architecture,
        Verdict = c.Missed > 0 || c.False > 0 ? "violated" : "holds",
        Accesses = c.Cores.Accesses - c.Cores.Absent,
        c.Stores,
        c.Cores.TlbHits,
        c.Cores.TlbMisses,
        c.Cores.Walks,
        HardwareDirtyUpdates = c.Cores.DirtyUpdates,
        HardwareYoungUpdates = c.Cores.YoungUpdates,
        Faults = new { FirstTouch = c.Cores.Absent, c.Cores.SoftwareDirty, c.Cores.Young, Mkwrite = c.Cores.MkWrite, c.Cores.Spurious },
        EntriesChanged = c.Changed,
        PagesRecorded = c.Recorded,
        c.Invalidations,
        c.Missed,
        c.False,
        Milliseconds = Math.Round(c.Time.TotalMilliseconds, 3),
    };

    private static string Number(ulong value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
