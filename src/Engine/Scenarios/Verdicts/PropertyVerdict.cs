using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A property's verdict on one row and one architecture.</summary>
/// <param name="Property">The property.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Expected">Whether it was expected to hold; null: nothing is said.</param>
/// <param name="Vacuous">Why nothing could have broken it; null where something could.</param>
/// <param name="Trace">The counterexample.</param>
internal sealed record PropertyVerdict(Property Property, Verdict Verdict, bool? Expected, string? Vacuous,
    Trace? Trace)
{
    /// <summary>Whether what was found turns on a fault that nobody handles, where the text counts on a handler:
    /// then it says nothing of what is expected.</summary>
    public bool TurnsOnFinalFault { get; init; }

    /// <summary>Whether it is as expected; where nothing is expected: whether it holds.</summary>
    public bool IsMet => Verdict is Verdict.NotApplicable or Verdict.Inconclusive || TurnsOnFinalFault
        || (Verdict == Verdict.Holds) == (Expected ?? true);
}
