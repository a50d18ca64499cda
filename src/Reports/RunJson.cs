using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A counterexample's file: docs/json.md.</summary>
internal static class RunJson
{
    /// <summary>How runs are written and read: entries in hexadecimal, names of things in kebab case, strict about what isn't known.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false), new PteConverter() },
    };

    /// <summary>A counterexample as a file.</summary>
    public static string Of(RowResult result, PropertyVerdict verdict, bool fine) =>
        JsonSerializer.Serialize(Told(result, verdict, RunMaker.Of(result, verdict, fine)), Options) + "\n";

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
        return document.Deserialize<Run>(Options) ?? throw new JsonException("null");
    }

    private static Run Told(RowResult result, PropertyVerdict verdict, Run run)
    {
        if (result.Machine is not { } machine || verdict.Trace is not { } trace)
            return run;
        var turn = new Story(machine, trace).Of(verdict.Property);
        return run with
        {
            Steps = Told(new(machine.World), trace, run.Steps),
            Loss = run.Loss with { Why = new ReasonText(machine.World).Of(turn.Reason) },
        };
    }

    private static IReadOnlyList<RunStep> Told(Narrator narrator, Engine.Exploration.Trace trace, IReadOnlyList<RunStep> steps) =>
        [.. steps.Zip(trace.Steps, (step, made) => step with { Told = narrator.Of(made.Told) })];

    private sealed class PteConverter : JsonConverter<Pte>
    {
        public override Pte Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is ['0', 'x', .. var digits]
            && ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                ? new(value)
                : throw new JsonException("an entry is hexadecimal, such as \"0x867\"");

        public override void Write(Utf8JsonWriter writer, Pte value, JsonSerializerOptions options) =>
            writer.WriteStringValue(RunStates.Hex(value));
    }
}

/// <summary>A counterexample's file of another version.</summary>
internal sealed class OtherVersionException(int version)
    : JsonException($"it is of version {version}, and this build reads version {Run.CurrentVersion}")
{
    public int Version => version;
}
