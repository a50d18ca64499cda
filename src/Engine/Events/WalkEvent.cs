namespace Emulator.Engine.Events;

/// <summary>A walk of the page tables for an access.</summary>
/// <param name="Page">Of which page.</param>
/// <param name="Op">For what.</param>
/// <param name="Fills">Whether the entry lets the access through and was cached.</param>
/// <param name="Before">The entry that the walker read.</param>
/// <param name="After">What stands in memory afterwards: the walker may set young, and dirty.</param>
internal sealed record WalkEvent(string Page, AccessOp Op, bool Fills, Pte Before, Pte After) : Event;
