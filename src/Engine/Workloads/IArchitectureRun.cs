using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>A workload under way on one architecture.</summary>
internal interface IArchitectureRun : IDisposable
{
    /// <summary>Makes accesses.</summary>
    void Make(ReadOnlySpan<PageAccess> accesses);

    /// <summary>Runs a pass, flush included, and lets the consumer act.</summary>
    /// <param name="truth">The pages stored to since the last pass.</param>
    /// <returns>The pages recorded; valid until the next pass.</returns>
    DirtyBitmap Pass(DirtyBitmap truth);

    /// <summary>What was counted so far.</summary>
    RunCounts Counts { get; }
}
