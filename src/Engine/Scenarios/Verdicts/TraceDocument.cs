using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A counterexample as a file: enough to run it again, and to say where it departs.</summary>
internal sealed record TraceDocument
{
    public required string Scenario { get; init; }

    /// <summary>The scenario's file, as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The scenario's text, as it was.</summary>
    public required string Text { get; init; }

    public required IReadOnlyDictionary<string, string> Params { get; init; }

    public required string Architecture { get; init; }

    public required string Property { get; init; }

    /// <summary>Every property that was explored, in order.</summary>
    public required IReadOnlyList<string> Asserts { get; init; }

    public required bool Fine { get; init; }

    public required IReadOnlyDictionary<string, string> Start { get; init; }

    public required IReadOnlyList<TraceDocumentStep> Steps { get; init; }

    /// <summary>The step that decides it, from 1.</summary>
    public required int Turn { get; init; }

    public required string Why { get; init; }

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static TraceDocument Of(RowResult result, PropertyVerdict verdict, bool fine)
    {
        if (result.Machine is not { } machine || verdict.Trace is not { } trace)
            throw new ArgumentException("nothing is violated", nameof(verdict));
        var turn = new Story(machine, trace).Of(verdict.Property);
        return new()
        {
            Scenario = result.Scenario.Name,
            File = result.Scenario.File,
            Text = result.Scenario.Text,
            Params = result.Row.Values.ToDictionary(v => v.Param, v => v.Value),
            Architecture = result.Architecture,
            Property = Properties.NameOf(verdict.Property),
            Asserts = [.. machine.Text.Asserts.Select(Properties.NameOf)],
            Fine = fine,
            Start = StateOf(machine, trace.Start),
            Steps = [.. StepsOf(machine, trace)],
            Turn = turn.Step,
            Why = turn.Why,
        };
    }

    public static IEnumerable<TraceDocumentStep> StepsOf(ScenarioMachine machine, Trace trace) =>
        trace.Steps.Select((s, n) => new TraceDocumentStep { Number = n + 1, Step = s.Name, Told = s.Told, State = StateOf(machine, s.After) });

    /// <summary>A state: every field that isn't 0, by name, in hexadecimal; a star marks an entry that gives its frame.</summary>
    public static IReadOnlyDictionary<string, string> StateOf(ScenarioMachine machine, Cell[] state) =>
        machine.Machine.Fields.Where(f => state[f.Index] != default).ToDictionary(f => f.Name, f => Value(state[f.Index]));

    private static string Value(Cell cell) => string.Create(CultureInfo.InvariantCulture, $"0x{cell.Bits:x}{(cell.Mark == 0 ? "" : "*")}");
}

/// <summary>A step of a counterexample's file.</summary>
internal sealed record TraceDocumentStep
{
    public required int Number { get; init; }

    /// <summary>Who and what.</summary>
    public required string Step { get; init; }

    /// <summary>What was done, in words.</summary>
    public required IReadOnlyList<string> Told { get; init; }

    /// <summary>The state afterwards.</summary>
    public required IReadOnlyDictionary<string, string> State { get; init; }
}
