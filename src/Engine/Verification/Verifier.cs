using Emulator.Engine.Laws;

namespace Emulator.Engine.Verification;

/// <summary>Everything that is asked of an architecture: laws that are proved over all entries, and scenarios that are
/// explored.</summary>
public static class Verifier
{
    /// <summary>What the scenarios of the 2019 thread are called among laws.</summary>
    public const string Thread = "thread";

    private static readonly ExemptionsName Exemptions = new();

    /// <summary>In the order in which they are reported.</summary>
    public static IReadOnlyList<Law> Laws { get; } = [.. LawBook.All, .. StandardScenarios.All, Exemptions];

    /// <summary>Proves and explores.</summary>
    /// <param name="architecture">Of a plugin.</param>
    /// <param name="wanted">Which laws; null: all.</param>
    public static IReadOnlyList<LawResult> Verify(Architecture architecture, Func<Law, bool>? wanted = null) =>
    [
        .. LawBook.Prove(architecture, wanted),
        .. StandardScenarios.All.Where(law => wanted?.Invoke(law) ?? true)
            .Select(law => LawBook.Guarded(architecture.Exemptions, law, () => law.Explored(architecture))),
        .. (wanted?.Invoke(Exemptions) ?? true) ? [Exemptions.Asked(architecture,
            [.. Laws.Except([Exemptions]).Select(l => l.Name), Thread])] : Array.Empty<LawResult>(),
    ];
}
