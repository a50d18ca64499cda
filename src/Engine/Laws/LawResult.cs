namespace Emulator.Engine.Laws;

/// <summary>A law's verdict on one architecture.</summary>
/// <param name="Law">The law.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Entry">The smallest entry that breaks it, with the smallest second word; null where no entry
/// does.</param>
/// <param name="Second">That second word; null where the law speaks of none.</param>
public record LawResult(Law Law, LawVerdict Verdict, Pte? Entry = null, Pte? Second = null)
{
    /// <summary>The clauses that the entry breaks; none where no entry shows it.</summary>
    public IReadOnlyList<Culprit> Culprits { get; init; } = [];

    /// <summary>Whether it is an exemption that is wrong, and not the law that is broken.</summary>
    public bool IsVoidExemption { get; init; }

    /// <summary>Whether a member threw, so that nothing is known of the law.</summary>
    public bool HasThrown { get; init; }

    /// <summary>Why it is exempt, or how it is broken where no entry shows it; null otherwise.</summary>
    public string? Why { get; init; }
}
