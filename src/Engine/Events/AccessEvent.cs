namespace Emulator.Engine.Events;

/// <summary>How far a load or a store came.</summary>
internal enum AccessOutcome
{
    /// <summary>It reached its frame.</summary>
    Done,

    /// <summary>The core has done it; the frame gets it later.</summary>
    Buffered,

    /// <summary>What was buffered reached its frame.</summary>
    Landed,

    /// <summary>The TLB has no entry: a walk comes next.</summary>
    Walks,

    /// <summary>The TLB's entry lets it through once hardware has set dirty.</summary>
    AsksForDirty,

    /// <summary>The TLB's entry refuses it.</summary>
    Faults,
}

/// <summary>A core's load or store.</summary>
/// <param name="Op">Which.</param>
/// <param name="Page">Of which page.</param>
/// <param name="Outcome">How far it came.</param>
internal sealed record AccessEvent(AccessOp Op, string Page, AccessOutcome Outcome) : Event
{
    /// <summary>The frame that it reached, or will.</summary>
    public string? Frame { get; init; }

    /// <summary>The TLB's entry that it went through, or that refused it.</summary>
    public Pte? Through { get; init; }

    /// <summary>Whether that entry is cached dirty.</summary>
    public bool? CachedDirty { get; init; }

    /// <summary>Whether that entry let it through where memory would not have.</summary>
    public bool Stale { get; init; }

    /// <summary>Whether the frame had been taken from the page before.</summary>
    public bool FrameWasTaken { get; init; }

    /// <summary>Whether an invalidation of the page was called complete before it landed.</summary>
    public bool AfterInvalidation { get; init; }

    /// <summary>The store's number in this run, from 1; null for loads and for what didn't reach a frame.</summary>
    public int? Store { get; init; }
}

/// <summary>A load or a store.</summary>
internal enum AccessOp
{
    Load,
    Store,
}
