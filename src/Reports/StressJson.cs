namespace Emulator.Reports;

/// <summary>What became of <c>stress</c> as one JSON document: docs/json.md.</summary>
internal static class StressJson
{
    private const int SchemaVersion = 1;

    public static string Of(IReadOnlyList<Stressed> runs) =>
        Json.Document(new { SchemaVersion, Results = runs.Select(One) });

    private static object One(Stressed run) => run switch
    {
        { Failure: { } failure } => new { run.Architecture, Verdict = "failed", Why = $"the plugin {failure}" },
        { Result: { NotRun: { } missing } } =>
            new { run.Architecture, Verdict = "not-applicable", Why = $"it {missing}" },
        { Result: { } r } => new
        {
            run.Architecture,
            Verdict = r.Lost > 0 ? "violated" : r.IsConclusive ? "holds" : "inconclusive",
            r.Stores,
            r.Passes,
            PagesRecorded = r.Recorded,
            r.Invalidations,
            r.Lost,
        },
        _ => new { run.Architecture, Verdict = "failed", Why = "it was not run" },
    };
}
