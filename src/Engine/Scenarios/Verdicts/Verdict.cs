namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What was found of a property.</summary>
internal enum Verdict
{
    /// <summary>In every reachable state.</summary>
    Holds,

    /// <summary>There is a counterexample.</summary>
    Violated,

    /// <summary>A bound was reached first.</summary>
    Inconclusive,

    /// <summary>The format lacks what the scenario speaks of.</summary>
    NotApplicable,
}
