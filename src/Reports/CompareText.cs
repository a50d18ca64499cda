using System.Globalization;
using Emulator.Engine.Workloads;

namespace Emulator.Reports;

/// <summary>A trace on some architectures as text: what is run, counts side by side, and the verdict.</summary>
internal sealed class CompareText(TextWriter output, RunWords run)
{
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

    /// <summary>What is about to be run: one line.</summary>
    public string Header(string trace, IEnumerable<string> architectures)
    {
        var when = run.Every == 0 ? "at the end" : $"every {Grouped.Of(run.Every)} data records";
        return $"{Path.GetFileName(trace)} on {string.Join(", ", architectures)}: {run.Pass} pass {when}, "
            + $"flush {run.Flush}, rules {run.Rules}, {run.Cores} core{(run.Cores == 1 ? "" : "s")}";
    }

    public void Print(RecordingLayout layout, int passes, IReadOnlyList<ComparisonResult> results)
    {
        output.WriteLine($"{Grouped.Of(layout.Records)} records, {Grouped.Of(layout.DataRecords)} of data, "
            + $"{Grouped.Of(layout.Stores)} of them stores; {Grouped.Of(layout.Pages)} pages in "
            + $"{layout.Vmas.Count} vmas; {Grouped.Of(passes)} passes");
        output.WriteLine();
        var counted = new List<(string Architecture, RunCounts Counts)>();
        foreach (var result in results)
            if (result.Counts is { } counts)
                counted.Add((result.Architecture, counts));
        if (counted.Count > 0)
            output.WriteLines(Table(counted).Lines(TextTable.Wide));
        foreach (var result in results.Where(r => r.Counts is null))
            output.WriteLine($"{result.Architecture} "
                + (result.Failure is null ? "has no soft-dirty bit: not run" : "failed: its plugin threw"));
        output.WriteLine();
        output.WriteLine(Verdict(counted));
    }

    private static TextTable Table(List<(string Architecture, RunCounts Counts)> counted)
    {
        var table = new TextTable(["", .. counted.Select(r => r.Architecture)]);
        foreach (var (name, count) in Rows)
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
        return counted.Any(r => r.Counts.False > 0)
            ? "Pages were recorded that nothing was stored to."
            : counted.Count == 0 ? "Nothing was run." : "No page missed, none recorded without a store.";
    }
}
