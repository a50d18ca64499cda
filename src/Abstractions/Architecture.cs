namespace Emulator;

/// <summary>An architecture as users name it. A plugin exports one class for each, derived from
/// <see cref="Architecture{TPte, TDirty, TTlb}"/>.</summary>
public abstract class Architecture
{
    private protected Architecture(string name) => Name = name;

    /// <summary>The name on command lines and in configs: small letters, digits and <c>-</c>.</summary>
    public string Name { get; }

    /// <summary>The bug that it was shipped with, in a sentence that names fix and version, where it is an architecture as it once was; null
    /// for one of today. Historic ones are left out of side-by-side runs unless they are asked for.</summary>
    public virtual string? History => null;

    /// <summary>Laws that it breaks on purpose.</summary>
    public virtual IReadOnlyList<LawExemption> Exemptions => [];

    /// <summary>Runs work that needs the architecture's types. Called once per pass or run, never per entry.</summary>
    public abstract TResult Accept<TResult>(ArchitectureVisitor<TResult> visitor);
}
