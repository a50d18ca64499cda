namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>What a store that is under way is to.</summary>
internal enum StoreKind
{
    Variable,
    Entry,
    Release,
    Data,
}

/// <summary>A store that its core has made and others don't see yet.</summary>
/// <param name="Kind">To what kind of thing.</param>
/// <param name="Name">The variable's, the page's, the lock's.</param>
internal readonly record struct PendingStore(StoreKind Kind, string Name);
