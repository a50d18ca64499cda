using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What was found of one row on one architecture.</summary>
internal sealed record RowResult
{
    public required Scenario Scenario { get; init; }

    public required Row Row { get; init; }

    public required string Architecture { get; init; }

    public required IReadOnlyList<PropertyVerdict> Verdicts { get; init; }

    public Marks Marks { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the row speaks of and the format lacks: why it doesn't apply.</summary>
    public PteFeatures Lacks { get; init; }

    /// <summary>What the explorer found; null where the row doesn't apply.</summary>
    public Findings? Findings { get; init; }

    /// <summary>The machine that was explored; null where the row doesn't apply.</summary>
    public ScenarioMachine? Machine { get; init; }
}
