using Emulator.Engine.Cpu;

namespace Emulator.Engine.Workloads;

/// <summary>What a run counted on one architecture.</summary>
public sealed record RunCounts
{
    /// <summary>All cores together.</summary>
    public CoreCounts Cores { get; init; }

    /// <summary>Accesses to a page that store.</summary>
    public ulong Stores { get; init; }

    /// <summary>Entries changed by the passes.</summary>
    public ulong Changed { get; init; }

    /// <summary>Pages recorded, over all passes.</summary>
    public ulong Recorded { get; init; }

    /// <summary>Flushes sent by the passes.</summary>
    public ulong Invalidations { get; init; }

    /// <summary>Pages stored to between two passes that the second one's record lacks: lost writes.</summary>
    public ulong Missed { get; init; }

    /// <summary>Pages recorded without a store.</summary>
    public ulong False { get; init; }

    /// <summary>Time spent on this architecture.</summary>
    public TimeSpan Time { get; init; }
}
