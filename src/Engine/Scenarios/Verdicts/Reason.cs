using Emulator.Engine.Events;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What a counterexample comes to: the step in which it is decided, and why.</summary>
/// <param name="Step">From 1; 0: from the start.</param>
/// <param name="Reason">Why.</param>
internal sealed record Turn(int Step, Reason Reason);

/// <summary>Why a property is violated: data, of which a sentence is made elsewhere. Steps are numbered from 1; 0 is none.</summary>
internal abstract record Reason
{
    /// <summary>The page that it is about; null: none.</summary>
    public string? Page { get; init; }

    /// <summary>Of a run that never ends: the step from which on none does; null: this one ends, or was asked at any time.</summary>
    public int? NeverEndsFrom { get; init; }

    /// <summary>The steps that led to it.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];
}

/// <summary>What led to a loss.</summary>
internal enum CauseRole
{
    Cleaned,
    RecordTaken,
    MarkCleared,
    Freed,
    StaleSince,
    Protected,
}

/// <summary>A step that led to a loss.</summary>
internal sealed record Cause(int Step, CauseRole Role);

/// <summary>The page's last mark is gone, or never was, when a store reached its frame.</summary>
/// <param name="Store">The store; null: it was made before, and this took its last mark.</param>
internal sealed record LostStore(AccessEvent? Store) : Reason;

/// <summary>The page ends with a content that lacks a store made to it.</summary>
/// <param name="Since">The step since which the frame that the page ends with lacks it; 0: from the start, or the page has none.</param>
/// <param name="Frame">That frame; null: the page has none.</param>
/// <param name="WentElsewhere">Whether that step's store went to another frame.</param>
internal sealed record LackedStore(int Since, string? Frame, bool WentElsewhere) : Reason;

/// <summary>The last frame that had the page's store was freed, and no consumer has taken it: marks that are left speak of nothing.</summary>
/// <param name="Store">The store, where it was made to the freed frame; null: it was made before.</param>
internal sealed record GoneStore(AccessEvent? Store) : Reason;

/// <summary>A frame whose content nobody wants was given back with a store in it.</summary>
internal sealed record DiscardedStore : Reason;

/// <summary>An entry went from dirty to clean, and nothing else marks the page.</summary>
internal sealed record LostDirtiness : Reason;

/// <summary>A protected page can be stored to.</summary>
/// <param name="Since">Since which step it is protected.</param>
/// <param name="EntryIsWritable">Whether its entry says so; else TLBs do.</param>
/// <param name="Cores">Whose TLBs let a store through.</param>
internal sealed record StillWritable(int Since, bool EntryIsWritable, IReadOnlyList<string> Cores) : Reason;

/// <summary>An access reached a frame that had been taken from its page.</summary>
internal sealed record StaleAccess(AccessOp Op) : Reason;

/// <summary>A TLB lets stores through without a look at memory, and the entry isn't dirty.</summary>
internal sealed record TlbDisagrees : Reason;

/// <summary>Nothing can go on.</summary>
/// <param name="Waiting">The steps that are blocked, by name.</param>
internal sealed record Deadlock(IReadOnlyList<string> Waiting) : Reason;

/// <summary>Some core faults for ever.</summary>
internal sealed record FaultsForEver(IReadOnlyList<string> Cores) : Reason;

/// <summary>A condition is true that must never be.</summary>
internal sealed record Bug : Reason;
