namespace Emulator.Engine.Tests.Schedules;

/// <summary>An operation of real cores, tables and locks.</summary>
internal enum RealOp
{
    /// <summary>The core's MMU looks into its TLB; a hit that suffices lets the access through.</summary>
    LookUp,

    /// <summary>The MMU walks, and fills its TLB.</summary>
    Walk,

    /// <summary>The MMU sets dirty in memory.</summary>
    UpdateDirty,

    /// <summary>Hardware that is to set dirty reads, or lets its store through first: a real core does that in one with
    /// what follows.</summary>
    BeginUpdate,

    /// <summary>The rest of it.</summary>
    EndUpdate,

    /// <summary>The fault handler's step of that name.</summary>
    Trap,

    /// <inheritdoc cref="Trap"/>
    Lock,

    /// <inheritdoc cref="Trap"/>
    Decide,

    /// <summary>What a helper that isn't atomic made of an earlier read is stored, and the page-table lock
    /// released.</summary>
    StoreDecided,

    /// <inheritdoc cref="Trap"/>
    LockDriver,

    /// <inheritdoc cref="Trap"/>
    Record,

    /// <inheritdoc cref="Trap"/>
    LockAgain,

    /// <summary>A helper that isn't atomic reads the entry that it will make writable.</summary>
    ReadToMakeWritable,

    /// <inheritdoc cref="Trap"/>
    MakeWritable,

    /// <inheritdoc cref="Trap"/>
    UnlockDriver,

    /// <summary>A flush is asked for where every change was flushed before its lock was dropped.</summary>
    FindNothing,

    /// <summary>A pass counts itself, at its start or at its end.</summary>
    CountPass,

    /// <summary>A pass' operation of that name.</summary>
    LockTable,

    /// <inheritdoc cref="LockTable"/>
    Test,

    /// <inheritdoc cref="LockTable"/>
    ReadToStart,

    /// <inheritdoc cref="LockTable"/>
    Start,

    /// <inheritdoc cref="LockTable"/>
    Commit,

    /// <inheritdoc cref="LockTable"/>
    UnlockTable,

    /// <inheritdoc cref="LockTable"/>
    AskNested,

    /// <summary>A flush is sent: the own core drops, every other one is asked.</summary>
    Issue,

    /// <summary>Every core has answered.</summary>
    Complete,

    /// <summary>A core drops what another asks it to.</summary>
    Answer,

    /// <summary>A core drops a page by its own kernel's word.</summary>
    Drop,

    /// <summary>A core drops a page of its own accord, to make room.</summary>
    Evict,

    /// <summary>The driver's lock is taken by a statement.</summary>
    TakeDriverLock,

    /// <summary>The driver's lock is released by a statement.</summary>
    ReleaseDriverLock,

    /// <summary>A store reaches its frame, or is waited for. Real cores keep no contents.</summary>
    Nothing,

    /// <summary>A thread is at its end.</summary>
    Over,
}
