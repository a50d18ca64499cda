using Emulator.Engine.Recordings;
using Emulator.Engine.Workloads;
using Emulator.Host.Configuration;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>Runs a trace on some architectures and reports, as text or as JSON.</summary>
/// <param name="terminal">Where it is said.</param>
/// <param name="settings">How.</param>
/// <param name="catalog">What was loaded.</param>
/// <param name="json">As JSON.</param>
/// <param name="pagesOut">The file for recorded pages; null: none.</param>
/// <param name="isNamed">Whether the architectures were asked for by name.</param>
internal sealed class TraceRun(
    Terminal terminal, EffectiveSettings settings, PluginCatalog catalog, bool json, string? pagesOut, bool isNamed)
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
        var survey = Survey(trace, architectures);
        if (!json)
            terminal.Say(text.Header(trace.Path, architectures.Select(a => a.Name), Folded(survey, architectures)));
        var (passes, results) = Compare(trace, survey, architectures, pages);
        pages?.Close();
        if (json)
            terminal.Out.WriteLine(CompareJson.Of(trace.Path, _words, survey, passes, results, PluginFault.Said));
        else
            text.Print(survey, passes, results);
        terminal.Out.Flush();
        foreach (var (architecture, result) in architectures.Zip(results))
            if (result.Failure is { } failure)
                terminal.Fail(new PluginFault(architecture, failure).Message);
        return ExitCodeOf(results);
    }

    private static string Word(EffectiveSettings settings, Setting setting) => settings.Text(setting) ?? "";

    private (int Passes, IReadOnlyList<ComparisonResult> Results) Compare(
        Recording trace, RecordingSurvey survey, IReadOnlyList<LoadedArchitecture> architectures,
            RecordedPagesFile? pages)
    {
        using var progress = new ProgressLine(terminal, "running");
        var comparison = new Comparison(trace, survey, settings.Run)
        {
            FoldsAddresses = settings.Get(Settings.FoldAddresses),
            OnPass = pages is null ? null : pages.Write,
            OnProgress = progress.Report,
            OnWarning = terminal.Warn,
            IsFault = PluginFault.IsOne,
        };
        var results = comparison.Run([.. architectures.Select(a => a.Architecture)]);
        return (comparison.Passes, results);
    }

    private RecordingSurvey Survey(Recording trace, IReadOnlyList<LoadedArchitecture> architectures)
    {
        using var progress = new ProgressLine(terminal, "reading");
        var survey = RecordingSurvey.Read(trace, architectures.Select(a => a.Facts.Geometry), progress.Report);
        if (survey.CutOff is { } cutOff)
            terminal.Warn($"{trace.Path}: {cutOff}");
        if (!settings.Get(Settings.FoldAddresses))
            CheckReached(survey, architectures);
        return survey;
    }

    // Who was asked for by name, and who is left alone, must reach every page; others are left out.
    private void CheckReached(RecordingSurvey survey, IReadOnlyList<LoadedArchitecture> architectures)
    {
        var beyond = architectures.Where(a => survey.IsBeyond(a.Facts.Geometry)).ToList();
        if (beyond is [var first, ..] && (isNamed || beyond.Count == architectures.Count))
            throw new RecordingException($"{survey.Beyond(first.Facts.Geometry, first.Name)}; "
                + $"{Settings.FoldAddresses.Option} moves the pages together; or compare architectures that reach it, "
                + "or delete the line");
    }

    private List<string> Folded(RecordingSurvey survey, IReadOnlyList<LoadedArchitecture> architectures) =>
        !settings.Get(Settings.FoldAddresses) ? []
            : [.. architectures.Where(a => survey.IsBeyond(a.Facts.Geometry)).Select(a => a.Name)];

    private static int ExitCodeOf(IReadOnlyList<ComparisonResult> results) =>
        results.Any(r => r.Failure is not null) ? ExitCode.BadInput
        : results.Any(r => r.Counts is { Missed: > 0 } or { False: > 0 }) ? ExitCode.Violated
        : results.Any(r => r.Counts is { Stores: > 0 }) ? ExitCode.Ok : ExitCode.Inconclusive;
}
