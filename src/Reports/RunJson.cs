using System.Text.Json;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A counterexample's file: docs/json.md.</summary>
internal static class RunJson
{
    /// <summary>A counterexample as a file.</summary>
    public static string Of(RowResult result, PropertyVerdict verdict, bool fine) =>
        Json.Document(Told(result, verdict, RunMaker.Of(result, verdict, fine))) + "\n";

    /// <summary>A counterexample's steps, with their sentences.</summary>
    public static IReadOnlyList<RunStep> StepsOf(RowResult result, PropertyVerdict verdict) =>
        result.Machine is { } machine && verdict.Trace is { } trace
            ? Told(new(machine.World), trace, RunMaker.Way(machine, trace).Steps)
            : [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It isn't a counterexample, or one of another version: the message says which.</exception>
    public static Run Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var version = document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("schemaVersion", out var found) && found.TryGetInt32(out var number) ? number : 0;
        if (version == 0 && document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("turn", out _))
            version = 1;   // the first ones had none
        if (version != 0 && version != Run.CurrentVersion)
            throw new OtherVersionException(version);
        return document.Deserialize<Run>(Json.Indented) ?? throw new JsonException("null");
    }

    private static Run Told(RowResult result, PropertyVerdict verdict, Run run)
    {
        if (result.Machine is not { } machine || verdict.Trace is not { } trace)
            return run;
        var turn = new Story(machine, trace).Of(verdict.Property);
        return run with
        {
            Steps = Told(new(machine.World), trace, run.Steps),
            Loss = run.Loss with { Why = new ReasonText(machine.World).Of(turn) },
        };
    }

    private static IReadOnlyList<RunStep> Told(Narrator narrator, Engine.Exploration.Trace trace, IReadOnlyList<RunStep> steps) =>
        [.. steps.Zip(trace.Steps, (step, made) => step with { Told = narrator.Of(made.Told) })];
}

/// <summary>A counterexample's file of another version.</summary>
internal sealed class OtherVersionException(int version)
    : JsonException($"it is of version {version}, and this build reads version {Run.CurrentVersion}")
{
    public int Version => version;
}
