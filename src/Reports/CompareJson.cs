using Emulator.Engine.Cpu;
using Emulator.Engine.Workloads;

namespace Emulator.Reports;

/// <summary>A trace on some architectures as one JSON document: docs/json.md.</summary>
internal static class CompareJson
{
    private const int SchemaVersion = 1;

    /// <summary>The document.</summary>
    /// <param name="trace">The trace's path.</param>
    /// <param name="run">How it was run.</param>
    /// <param name="survey">What the trace holds.</param>
    /// <param name="passes">Passes that were made.</param>
    /// <param name="results">What became of it on each architecture.</param>
    /// <param name="said">What is said of a failure.</param>
    public static string Of(string trace, RunWords run, RecordingSurvey survey, int passes,
        IReadOnlyList<ComparisonResult> results, Func<Exception, string> said) => Json.Document(new
    {
        SchemaVersion,
        Trace = trace,
        run.Pass,
        run.Every,
        run.Cores,
        run.Flush,
        run.Rules,
        Tlb = new { run.Tlb.Entries, run.Tlb.Ways, run.Replacement },
        survey.Records,
        survey.DataRecords,
        survey.Stores,
        survey.Layouts[0].Layout.Pages,
        Vmas = survey.Layouts[0].Layout.Vmas.Count,
        PageSizes = survey.Layouts.Select(l => new
        {
            Bytes = 1 << l.PageShift,
            l.Layout.Pages,
            Vmas = l.Layout.Vmas.Count,
        }),
        Passes = passes,
        Results = results.Select(r => One(r, said)),
    });

    private static object One(ComparisonResult result, Func<Exception, string> said) => result switch
    {
        { Failure: { } failure } =>
            new { result.Architecture, Verdict = "failed", Why = $"the plugin {said(failure)}" },
        { Counts: { } counts } => Counted(result.Architecture, counts),
        _ => new { result.Architecture, Verdict = "not-applicable", Why = $"it {result.NotRun}" },
    };

    private static object Counted(string architecture, RunCounts c) => new
    {
        Architecture = architecture,
        Verdict = c.Missed > 0 || c.False > 0 ? "violated" : c.Stores > 0 ? "holds" : "inconclusive",
        Accesses = c.Cores.Accesses - c.Cores.Absent,
        c.Stores,
        c.Cores.TlbHits,
        c.Cores.TlbMisses,
        c.Cores.Walks,
        HardwareDirtyUpdates = c.Cores.DirtyUpdates,
        HardwareYoungUpdates = c.Cores.YoungUpdates,
        Faults = Faults(c.Cores),
        EntriesChanged = c.Changed,
        PagesRecorded = c.Recorded,
        c.Invalidations,
        c.Missed,
        c.False,
        Milliseconds = Math.Round(c.Time.TotalMilliseconds, 3),
    };

    private static object Faults(CoreCounts c) => new
    {
        FirstTouch = c.Absent,
        c.SoftwareDirty,
        c.Young,
        Mkwrite = c.MkWrite,
        c.Spurious,
        c.Final,
    };
}
