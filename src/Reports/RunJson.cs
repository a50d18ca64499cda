using System.Text.Json;
using System.Text.RegularExpressions;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A counterexample's file: docs/json.md.</summary>
internal static partial class RunJson
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
    /// <exception cref="JsonException">It isn't a counterexample, or one of another version: the message says
    /// which.</exception>
    public static Run Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var version = VersionOf(document.RootElement);
        if (version != 0 && version != Run.CurrentVersion)
            throw new OtherVersionException(version);
        RefuseNulls(document.RootElement, "");
        try
        {
            return document.Deserialize<Run>(Json.Indented) ?? throw new JsonException("null");
        }
        catch (NotSupportedException e)
        {
            throw new JsonException("an event lacks its 't'", e);
        }
    }

    // 0: it doesn't say. The first ones had none.
    private static int VersionOf(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? 0
        : root.TryGetProperty("schemaVersion", out var said)
            ? said.ValueKind == JsonValueKind.Number && said.TryGetInt32(out var number) ? number : 0
        : root.TryGetProperty("turn", out _) ? 1 : 0;

    // The serializer looks at members alone, not at what lists and maps hold. A thread stands at no line at its end.
    private static void RefuseNulls(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Null && (path.EndsWith(']') || OfMap().IsMatch(path)))
            throw new JsonException($"{path} is null");
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var member in element.EnumerateObject())
                RefuseNulls(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var (n, item) in element.EnumerateArray().Index())
                RefuseNulls(item, $"{path}[{n}]");
    }

    [GeneratedRegex(@"(^|\.)((entries|pte|marks|buffers|fields|params)\.[^.]+|tlb(\.[^.]+){1,2})$")]
    private static partial Regex OfMap();

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

    private static IReadOnlyList<RunStep> Told(Narrator narrator, Engine.Exploration.Trace trace,
        IReadOnlyList<RunStep> steps) =>
        [.. steps.Zip(trace.Steps, (step, made) => step with { Told = narrator.Of(made.Told) })];
}

/// <summary>A counterexample's file of another version.</summary>
internal sealed class OtherVersionException(int version)
    : JsonException($"it is of version {version}, and this build reads version {Run.CurrentVersion}")
{
    public int Version => version;
}
