namespace Emulator.Engine.Events;

/// <summary>Why a core's TLB changed without an access of its text.</summary>
internal enum TlbCause
{
    /// <summary>Hardware filled it by itself.</summary>
    Speculation,

    /// <summary>A walk was refused, and the TLB keeps that.</summary>
    Refusal,

    /// <summary>It made room.</summary>
    Eviction,

    /// <summary>An answer to another core's flush.</summary>
    Flush,

    /// <summary>The core's own flush.</summary>
    Local,

    /// <summary>The change of the entry invalidates it everywhere.</summary>
    Change,

    /// <summary>The core's own fault.</summary>
    Fault,

    /// <summary>The entry was made writable by the core itself.</summary>
    MkWrite,

    /// <summary>The mm was put away.</summary>
    Mm,
}

/// <summary>A TLB took up or dropped a translation.</summary>
/// <param name="Page">Of which page.</param>
/// <param name="Fills">False: it was dropped.</param>
/// <param name="Entry">What is, or was, cached.</param>
/// <param name="Cause">Why.</param>
internal sealed record TlbEvent(string Page, bool Fills, Pte Entry, TlbCause Cause) : Event
{
    /// <summary>Whose TLB, where it isn't the actor's own.</summary>
    public string? Core { get; init; }
}
