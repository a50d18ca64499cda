namespace Emulator;

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
    public sealed override TResult Accept<TResult>(ArchitectureVisitor<TResult> visitor) =>
        visitor.Visit<TPte, TDirty, TTlb>();
}
