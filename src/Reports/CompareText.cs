using System.Globalization;
using Emulator.Engine.Formats;
using Emulator.Engine.Workloads;

namespace Emulator.Reports;

/// <summary>A trace on some architectures as text: what is run, counts side by side, and the verdict.</summary>
internal sealed class CompareText(TextWriter output, RunWords run)
{
    // Named where there is one: most architectures have none.
    private const string Final = "faults: final";

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
        (Final, c => c.Cores.Final),
        ("entries changed by passes", c => c.Changed),
        ("pages recorded", c => c.Recorded),
        ("invalidations", c => c.Invalidations),
        ("missed", c => c.Missed),
        ("false", c => c.False),
    ];

    /// <summary>What is about to be run: one line.</summary>
    /// <param name="trace">The recording.</param>
    /// <param name="architectures">On which.</param>
    /// <param name="folded">Those whose address space is too small for the recording's addresses, which are folded for
    /// them.</param>
    public string Header(string trace, IEnumerable<string> architectures, IReadOnlyList<string> folded)
    {
        var when = run.Every == 0 ? "at the end" : $"every {Grouped.Of(run.Every)} data records";
        return $"{Path.GetFileName(trace)} on {string.Join(", ", architectures)}: {run.Pass} pass {when}, "
            + $"flush {run.Flush}, rules {run.Rules}, {run.Cores} core{(run.Cores == 1 ? "" : "s")}"
            + (folded.Count == 0 ? "" : $", addresses folded for {string.Join(", ", folded)}");
    }

    public void Print(RecordingSurvey survey, int passes, IReadOnlyList<ComparisonResult> results)
    {
        output.WriteLine($"{Grouped.Of(survey.Records)} records, {Grouped.Of(survey.DataRecords)} of data, "
            + $"{Grouped.Of(survey.Stores)} of them stores; {PagesOf(survey.Layouts)}; {Grouped.Of(passes)} passes");
        output.WriteLine();
        var counted = new List<(string Architecture, RunCounts Counts)>();
        foreach (var result in results)
            if (result.Counts is { } counts)
                counted.Add((result.Architecture, counts));
        if (counted.Count > 0)
            output.WriteLines(Table(counted).Lines(TextTable.Wide));
        foreach (var result in results.Where(r => r.Counts is null))
            output.WriteLine($"{result.Architecture} "
                + (result.NotRun is { } missing ? $"{missing}: not run" : Failed(result.Failure))
                + (result.IsTooNarrow ? "; --fold-addresses moves its pages together" : ""));
        output.WriteLine();
        output.WriteLine(Verdict(counted));
    }

    private static string Failed(Exception? failure) =>
        $"failed: its plugin {(failure is ArchitectureDefect ? "contradicts itself" : "threw")}";

    private static string PagesOf(IReadOnlyList<(int PageShift, RecordingLayout Layout)> layouts) =>
        string.Join(", ", layouts.Select(l => $"{Grouped.Of(l.Layout.Pages)} pages"
            + $"{(layouts.Count == 1 ? "" : $" of {1 << (l.PageShift - 10)} KiB")} in {l.Layout.Vmas.Count} vmas"));

    private static TextTable Table(List<(string Architecture, RunCounts Counts)> counted)
    {
        var table = new TextTable(["", .. counted.Select(r => r.Architecture)]);
        var rows = Rows.Where(r => r.Name != Final || counted.Any(c => r.Count(c.Counts) > 0));
        foreach (var (name, count) in rows)
            table.Add([name, .. counted.Select(r => Grouped.Of(count(r.Counts)))]);
        table.Add(["time (ms)",
            .. counted.Select(r => r.Counts.Time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture))]);
        return table;
    }

    private string Verdict(List<(string Architecture, RunCounts Counts)> counted)
    {
        var missed = counted.Where(r => r.Counts.Missed > 0).Select(r => r.Architecture).ToList();
        if (missed.Count > 0)
            return $"Lost writes on {string.Join(", ", missed)}: pages were stored to between two passes and "
                + "the record lacks them"
                + (run.Flush == "none" ? " (flush none: stores went on through stale TLB entries)." : ".");
        return counted.Any(r => r.Counts.False > 0) ? "Pages were recorded that nothing was stored to."
            : counted.Count == 0 ? "Nothing was run."
            : counted.All(r => r.Counts.Stores == 0) ? "Nothing was stored to: that says nothing."
            : "No page missed, none recorded without a store.";
    }
}
