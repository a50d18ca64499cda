using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>How rows are explored.</summary>
internal sealed record ExploreOptions
{
    public MachineOptions Machine { get; init; }

    /// <summary>Rows that are explored side by side.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    public long MaxStates { get; init; } = DefaultMaxStates;

    public long MaxBytes { get; init; } = DefaultMaxBytes;

    public TimeSpan? Time { get; init; }

    public Property? Property { get; init; }

    /// <summary>Values that parameters are held to.</summary>
    public IReadOnlyList<(string Param, string Value)> Params { get; init; } = [];

    /// <summary>Is told how far it is, by several threads.</summary>
    public Action<ExploreProgress>? OnProgress { get; init; }

    public static long DefaultMaxStates => uint.MaxValue / 2;

    /// <summary>Three quarters of the machine.</summary>
    public static long DefaultMaxBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>The bounds of one row, of those that run side by side.</summary>
    public Limits LimitsOf(int rows, CancellationToken cancel) =>
        new(MaxStates, MaxBytes / Math.Min(Threads, rows), Time, cancel);

    /// <summary>Whether a row is asked for.</summary>
    public bool Wants(Row row) => Params.All(p => row[p.Param] is null || row[p.Param] == p.Value);

    /// <summary>Whether anything is asked of a scenario.</summary>
    public bool Wants(Scenario scenario) => Property is not { } property || scenario.Asserts.Contains(property);

    /// <summary>What these options ask for that no scenario has: a sentence that begins with the option; null:
    /// nothing.</summary>
    public string? FaultIn(IReadOnlyList<Scenario> scenarios) =>
        Params.Select(p => FaultIn(scenarios, p.Param, p.Value)).FirstOrDefault(fault => fault is not null)
        ?? (Property is { } property && scenarios.Count > 0 && !scenarios.Any(Wants)
            ? $"property {Properties.NameOf(property)}: no scenario here asserts it" : null);

    private static string? FaultIn(IReadOnlyList<Scenario> scenarios, string param, string value)
    {
        var all = scenarios.SelectMany(s => s.Params).ToList();
        var known = all.Where(p => p.Name == param).SelectMany(p => p.Values).Distinct().ToList();
        var hint = Nearest.To(param, all.Select(p => p.Name)) is { } meant ? $"did you mean {meant}? " : "";
        return known.Count == 0
            ? $"param {param}={value}: no scenario here has a parameter {param}; {hint}"
                + "without it every value is explored"
            : known.Contains(value) ? null : $"param {param}={value}: expected {param}={string.Join('|', known)}";
    }
}
