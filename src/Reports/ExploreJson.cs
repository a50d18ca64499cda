using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Verdicts as one JSON document: docs/json.md.</summary>
internal static class ExploreJson
{
    private const int SchemaVersion = 2;

    public static string Of(IReadOnlyList<RowResult> results) =>
        Json.Document(new { SchemaVersion, Results = results.SelectMany(r => r.Verdicts.Select(v => One(r, v))) });

    public static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "holds",
        Verdict.Violated => "violated",
        Verdict.Inconclusive => "inconclusive",
        _ => "not-applicable",
    };

    private static object One(RowResult result, PropertyVerdict verdict) => new
    {
        Scenario = result.Scenario.Name,
        result.Scenario.File,
        Params = result.Row.Values.ToDictionary(v => v.Param, v => v.Value),
        result.Architecture,
        Property = Properties.NameOf(verdict.Property),
        Verdict = Name(verdict.Verdict),
        Expected = verdict.Expected switch { true => "holds", false => "violated", null => null },
        Vacuous = verdict.Vacuous is not null,
        VacuousWhy = verdict.Vacuous,
        verdict.TurnsOnFinalFault,
        Order = result.Scenario.AllowsStoreBuffers ? "tso" : "program",
        Marks = MarkWords.Of(result.Marks),
        result.Warnings,
        States = result.Findings?.Coverage.States ?? 0,
        Transitions = result.Findings?.Coverage.Transitions ?? 0,
        Depth = result.Findings?.Coverage.Depth ?? 0,
        result.Findings?.Bound,
        TraceSteps = verdict.Trace?.Steps.Count ?? 0,
        Seconds = Math.Round(result.Findings?.Time.TotalSeconds ?? 0, 6),
        Trace = RunJson.StepsOf(result, verdict),
    };
}
