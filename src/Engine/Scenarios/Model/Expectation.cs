namespace Emulator.Engine.Scenarios.Model;

/// <summary>What is expected of a property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Holds">Whether it is expected to hold.</param>
/// <param name="On">The architectures that it speaks of; none: all.</param>
/// <param name="Where">What those that it speaks of have in common; null: nothing is asked.</param>
/// <param name="When">The rows that it speaks of; none: all.</param>
/// <param name="At">Where it stands.</param>
internal sealed record Expectation(
    Property Property, bool Holds, IReadOnlyList<Name> On, TraitTest? Where,
    IReadOnlyList<(string Param, string Value)> When, At At)
{
    public bool IsDefault => On.Count == 0 && Where is null && When.Count == 0;

    public bool Applies(Row row, Declared architecture) =>
        (On.Count == 0 || On.Any(n => n.Text == architecture.Name)) && (Where?.IsTrueOf(architecture) ?? true)
        && When.All(w => row[w.Param] == w.Value);
}
