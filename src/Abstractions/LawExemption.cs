namespace Emulator;

/// <summary>A law that an architecture breaks on purpose.</summary>
/// <param name="Law">The law's name: <c>L3</c>.</param>
/// <param name="Why">The reason, in a sentence.</param>
public sealed record LawExemption(string Law, string Why);
