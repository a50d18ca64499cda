namespace Emulator.Reports;

/// <summary>What became of <c>stress</c> as text: a line for each architecture, and the verdict.</summary>
internal static class StressText
{
    public static IEnumerable<string> Lines(IReadOnlyList<Stressed> runs) =>
    [
        .. runs.Any(r => r.WasRun) ? Table(runs).Lines() : [],
        .. runs.Where(r => !r.WasRun).Select(r => $"{r.Architecture} "
            + (r.Result?.NotRun is { } missing ? $"{missing}: not run" : $"failed: its plugin {r.Failure}")),
        Verdict([.. runs.Where(r => r.WasRun)]),
    ];

    private static string Verdict(IReadOnlyList<Stressed> runs) => runs.Count == 0 ? "Nothing was run."
        : runs.Any(r => r.Result?.Lost > 0)
            ? "Lost: pages whose last store no consumer took, and that are neither recorded nor dirty."
        : runs.Where(r => r.Result is { IsConclusive: false }).Select(r => r.Architecture).ToList()
            is [_, ..] says ? $"Nothing was stored or recorded on {string.Join(", ", says)}: that says nothing."
        : "Every page stored to was taken, is recorded or is dirty.";

    private static TextTable Table(IReadOnlyList<Stressed> runs)
    {
        var table = new TextTable("", "stores", "passes", "pages recorded", "invalidations", "lost");
        foreach (var run in runs)
            if (run is { WasRun: true, Result: { } r })
                table.Add(run.Architecture, Grouped.Of(r.Stores), Grouped.Of(r.Passes), Grouped.Of(r.Recorded),
                    Grouped.Of(r.Invalidations), Grouped.Of(r.Lost));
        return table;
    }
}
