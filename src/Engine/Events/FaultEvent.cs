namespace Emulator.Engine.Events;

/// <summary>What a fault has come to.</summary>
internal enum FaultStage
{
    /// <summary>It is taken; the page-table lock is held from here on.</summary>
    Enter,

    /// <summary>A trap handler without the lock changed the entry, or has but to load it anew.</summary>
    Trap,

    /// <summary>Nothing is mapped: the access is given up.</summary>
    GiveUp,

    /// <summary>Nobody handles it: the access is given up.</summary>
    Final,

    /// <summary>Writing isn't granted: mkwrite is called.</summary>
    MkWrite,

    /// <summary>Software set dirty, or will.</summary>
    SetDirty,

    /// <summary>Software set young, or will.</summary>
    SetYoung,

    /// <summary>There is nothing to do: the access begins again.</summary>
    Nothing,

    /// <summary>The handler, whose helper isn't atomic, stored what it made of what it had read.</summary>
    Store,
}

/// <summary>A page fault, or a trap.</summary>
/// <param name="Stage">How far it is.</param>
/// <param name="Page">Of which page.</param>
/// <param name="Op">For what.</param>
/// <param name="Before">The entry before.</param>
/// <param name="After">The entry after.</param>
internal sealed record FaultEvent(FaultStage Stage, string Page, AccessOp Op, Pte Before, Pte After) : Event
{
    /// <summary>Whether what was decided is stored by a later step.</summary>
    public bool Later { get; init; }
}
