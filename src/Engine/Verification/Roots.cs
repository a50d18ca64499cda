using Emulator.Engine.Laws;

namespace Emulator.Engine.Verification;

/// <summary>Which broken laws follow from which: one cause breaks many laws.</summary>
/// <remarks>A law follows from one that it rests on (<see cref="Law.RestsOn"/>) where both blame the same member, or
/// where one of the two names none, as explored laws do. A law that an architecture is exempt from is a cause like any
/// other.</remarks>
public static class Roots
{
    /// <summary>The broken law that a result follows from; null: it follows from none.</summary>
    /// <param name="result">The result of a law that is broken.</param>
    /// <param name="all">Every result on the architecture.</param>
    public static LawResult? Of(LawResult result, IReadOnlyList<LawResult> all) =>
        all.Where(other => IsBroken(other) && result.Law.RestsOn.Contains(other.Law.Name) && Share(result, other))
            .Select(other => Of(other, all) ?? other).FirstOrDefault();

    /// <summary>The laws that the scenarios of the 2019 thread rest on.</summary>
    public static IReadOnlyList<string> OfThread { get; } =
        [.. StandardScenarios.All.SelectMany(law => law.RestsOn.Append(law.Name)).Distinct()];

    private static bool IsBroken(LawResult result) =>
        result is { Verdict: LawVerdict.Broken or LawVerdict.Exempt, IsVoidExemption: false };

    private static bool Share(LawResult one, LawResult other) => one.Culprits.Count == 0 || other.Culprits.Count == 0
        || one.Culprits.Any(c => other.Culprits.Any(o => o.Member == c.Member));
}
