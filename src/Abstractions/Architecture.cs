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

/// <summary>A law that an architecture breaks on purpose.</summary>
/// <param name="Law">The law's name: <c>L3</c>.</param>
/// <param name="Why">The reason, in a sentence.</param>
public sealed record LawExemption(string Law, string Why);

/// <summary>An architecture, composed of its format, its way to track writes and its TLB.</summary>
/// <param name="name">The name on command lines and in configs: small letters, digits and <c>-</c>.</param>
/// <typeparam name="TPte">How it spells an entry.</typeparam>
/// <typeparam name="TDirty">Who records a write, and when.</typeparam>
/// <typeparam name="TTlb">What is cached, and who hears a flush.</typeparam>
public abstract class Architecture<TPte, TDirty, TTlb>(string name) : Architecture(name)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    /// <inheritdoc/>
    public sealed override TResult Accept<TResult>(ArchitectureVisitor<TResult> visitor) => visitor.Visit<TPte, TDirty, TTlb>();
}

/// <summary>Work that needs an architecture's types: one generic method, compiled for each architecture.</summary>
public abstract class ArchitectureVisitor<TResult>
{
    /// <summary>Does the work with the architecture's types.</summary>
    public abstract TResult Visit<TPte, TDirty, TTlb>()
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel;
}
