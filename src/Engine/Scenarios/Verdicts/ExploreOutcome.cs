namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What became of an exploration.</summary>
/// <param name="Results">What was found, in the order of the scenarios, rows and architectures.</param>
/// <param name="Failures">What kept rows from being explored, once for each architecture and scenario's file.</param>
internal sealed record ExploreOutcome(IReadOnlyList<RowResult> Results, IReadOnlyList<RowFailure> Failures);
