using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>How far an exploration is.</summary>
/// <param name="Done">Rows that are explored.</param>
/// <param name="Rows">Rows in all, once for each architecture.</param>
/// <param name="Scenario">What is being explored.</param>
/// <param name="Architecture">On which.</param>
/// <param name="Coverage">What was covered of it.</param>
/// <param name="StatesPerSecond">Of all rows, since the start.</param>
internal sealed record ExploreProgress(
    int Done, int Rows, Scenario Scenario, string Architecture, Coverage Coverage, double StatesPerSecond);
