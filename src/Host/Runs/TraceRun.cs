using Emulator.Engine.Recordings;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>Runs a trace on some architectures and reports, as text or as JSON.</summary>
internal sealed class TraceRun(
    Terminal terminal, EffectiveSettings settings, PluginCatalog catalog, bool json, string? pagesOut)
{
    private readonly RunWords _words = new(Word(settings, Settings.Pass), settings.Get(Settings.Every),
        settings.Get(Settings.Cores), Word(settings, Settings.Flush), Word(settings, Settings.Rules), settings.Tlb,
        Word(settings, Settings.TlbReplacement));

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<LoadedArchitecture> architectures)
    {
        catalog.WarnOfRefused(terminal);
        var trace = new Recording(settings.Get(Settings.Trace));
        using var pages = pagesOut is null ? null : new RecordedPagesFile(pagesOut, trace.Path);
        var text = new CompareText(terminal.Out, _words);
        var layout = Layout(trace, architectures);
        if (!json)
            terminal.Say(text.Header(trace.Path, architectures.Select(a => a.Name)));
        var (passes, results) = Compare(trace, layout, architectures, pages);
        pages?.Close();
        if (json)
            terminal.Out.WriteLine(CompareJson.Of(trace.Path, _words, layout, passes, results, PluginFault.Said));
        else
            text.Print(layout, passes, results);
        terminal.Out.Flush();
        foreach (var (architecture, result) in architectures.Zip(results))
            if (result.Failure is { } failure)
                terminal.Fail(new PluginFault(architecture, failure).Message);
        return ExitCodeOf(results);
    }

    private static string Word(EffectiveSettings settings, Setting setting) => settings.Text(setting) ?? "";

    private (int Passes, IReadOnlyList<ComparisonResult> Results) Compare(
        Recording trace, RecordingLayout layout, IReadOnlyList<LoadedArchitecture> architectures, RecordedPagesFile? pages)
    {
        using var progress = new ProgressLine(terminal, "running");
        var comparison = new Comparison(trace, layout, architectures[0].Facts.Geometry.PageShift, settings.Run)
        {
            OnPass = pages is null ? null : pages.Write,
            OnProgress = progress.Report,
            OnWarning = terminal.Warn,
            IsFault = PluginFault.IsOne,
        };
        var results = comparison.Run([.. architectures.Select(a => a.Architecture)]);
        return (comparison.Passes, results);
    }

    // Of the smallest address space, so that every architecture reaches every page.
    private RecordingLayout Layout(Recording trace, IReadOnlyList<LoadedArchitecture> architectures)
    {
        var narrowest = architectures.OrderBy(a => a.Facts.Geometry.UserAddressBits).First();
        using var progress = new ProgressLine(terminal, "reading");
        var layout = RecordingLayout.Read(trace, narrowest.Facts.Geometry, narrowest.Name, progress.Report);
        if (layout.CutOff is { } cutOff)
            terminal.Warn($"{trace.Path}: {cutOff}");
        return layout;
    }

    private static int ExitCodeOf(IReadOnlyList<ComparisonResult> results) =>
        results.Any(r => r.Failure is not null) ? ExitCode.BadInput
        : results.Any(r => r.Counts is { Missed: > 0 } or { False: > 0 }) ? ExitCode.Violated
        : results.Any(r => r.Counts is not null) ? ExitCode.Ok : ExitCode.Inconclusive;
}
