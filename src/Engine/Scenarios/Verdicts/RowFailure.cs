using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A row that couldn't be explored.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Row">Its row.</param>
/// <param name="Architecture">The architecture's name.</param>
/// <param name="State">The state from which a step failed; null: it wasn't a step's.</param>
/// <param name="Cause">What was thrown: a <see cref="ScenarioException"/> where the scenario is to blame.</param>
internal sealed record RowFailure(Scenario Scenario, Row Row, string Architecture, string? State, Exception Cause)
{
    /// <summary>What was being done, as the end of a sentence.</summary>
    public string Where => $" while exploring {Scenario.Name}{(Row.Values.Count > 0 ? $", {Row}" : "")}"
        + (State is null ? "" : $" in the state {State}");

    internal static RowFailure Of(Scenario scenario, Row row, string architecture, Exception thrown) =>
        thrown is StepException step
        ? new(scenario, row, architecture, step.State, step.InnerException ?? step)
        : new(scenario, row, architecture, null, thrown);
}
