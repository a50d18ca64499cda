namespace Emulator.Engine.Cpu;

/// <summary>What a core has done, counted. Fields are counts of events since it was made.</summary>
public record struct CoreCounts
{
    /// <summary>Accesses to a page, made or given up.</summary>
    public ulong Accesses;

    /// <summary>Lookups that found an entry. An access looks up once, and again after each fault.</summary>
    public readonly ulong TlbHits => Accesses + Retries - TlbMisses;

    /// <summary>Lookups that found none.</summary>
    public ulong TlbMisses;

    /// <summary>Page-table walks.</summary>
    public ulong Walks;

    /// <summary>Entries that hardware made young.</summary>
    public ulong YoungUpdates;

    /// <summary>Entries that hardware made dirty.</summary>
    public ulong DirtyUpdates;

    /// <summary>Faults on an absent entry.</summary>
    public ulong Absent;

    /// <summary>Faults in which software set dirty.</summary>
    public ulong SoftwareDirty;

    /// <summary>Faults in which software set young alone.</summary>
    public ulong Young;

    /// <summary>Faults on a store that wasn't granted yet: <c>mkwrite</c> ran.</summary>
    public ulong MkWrite;

    /// <summary>Faults that nobody handles: the access was given up.</summary>
    public ulong Final;

    /// <summary>Faults that found nothing to do.</summary>
    public ulong Spurious;

    /// <summary>Accesses begun again after a fault was handled.</summary>
    public ulong Retries;

    /// <summary>Flushes that this core answered.</summary>
    public ulong Flushes;

    /// <summary>The counts of two cores together.</summary>
    public static CoreCounts operator +(CoreCounts a, CoreCounts b) => new()
    {
        Accesses = a.Accesses + b.Accesses,
        TlbMisses = a.TlbMisses + b.TlbMisses,
        Walks = a.Walks + b.Walks,
        YoungUpdates = a.YoungUpdates + b.YoungUpdates,
        DirtyUpdates = a.DirtyUpdates + b.DirtyUpdates,
        Absent = a.Absent + b.Absent,
        SoftwareDirty = a.SoftwareDirty + b.SoftwareDirty,
        Young = a.Young + b.Young,
        MkWrite = a.MkWrite + b.MkWrite,
        Final = a.Final + b.Final,
        Spurious = a.Spurious + b.Spurious,
        Retries = a.Retries + b.Retries,
        Flushes = a.Flushes + b.Flushes,
    };
}
