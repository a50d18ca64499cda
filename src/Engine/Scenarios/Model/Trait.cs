namespace Emulator.Engine.Scenarios.Model;

/// <summary>Something that can be said of an architecture by what its plugin declares.</summary>
/// <param name="Name">As a scenario says it; <c>not_atomic(ptep_set_wrprotect)</c> where it is said of a word.</param>
/// <param name="Meaning">One line.</param>
/// <param name="Declared">The member of the contract that it is read off.</param>
/// <param name="IsOf">Whether it is an architecture's.</param>
internal sealed record Trait(string Name, string Meaning, string Declared, Func<Declared, bool> IsOf);
