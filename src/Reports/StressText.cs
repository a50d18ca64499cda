namespace Emulator.Reports;

/// <summary>What became of <c>stress</c> as text: a line for each architecture, and the verdict.</summary>
internal static class StressText
{
    public static IEnumerable<string> Lines(IReadOnlyList<Stressed> runs) =>
    [
        .. runs.Any(r => r.Result is not null) ? Table(runs).Lines() : [],
        .. runs.Where(r => r.Result is null).Select(r =>
            $"{r.Architecture} {(r.Failure is null ? "has no soft-dirty bit: not run" : "failed: its plugin threw")}"),
        runs.All(r => r.Result is null) ? "Nothing was run."
            : runs.Any(r => r.Result?.Lost > 0)
                ? "Lost: pages whose last store no consumer took, and that are neither recorded nor dirty."
                : "Every page stored to was taken, is recorded or is dirty.",
    ];

    private static TextTable Table(IReadOnlyList<Stressed> runs)
    {
        var table = new TextTable("", "stores", "passes", "pages recorded", "invalidations", "lost");
        foreach (var run in runs)
            if (run.Result is { } r)
                table.Add(run.Architecture, Grouped.Of(r.Stores), Grouped.Of(r.Passes), Grouped.Of(r.Recorded),
                    Grouped.Of(r.Invalidations), Grouped.Of(r.Lost));
        return table;
    }
}
