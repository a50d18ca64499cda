using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Host.Scenarios;

/// <summary>How rows are explored.</summary>
internal sealed record ExploreOptions
{
    public MachineOptions Machine { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public long MaxStates { get; init; } = DefaultMaxStates;

    public long MaxBytes { get; init; } = DefaultMaxBytes;

    public TimeSpan? Time { get; init; }

    public Property? Property { get; init; }

    /// <summary>Values that parameters are held to.</summary>
    public IReadOnlyList<(string Param, string Value)> Params { get; init; } = [];

    public static long DefaultMaxStates => uint.MaxValue / 2;

    /// <summary>Three quarters of the machine.</summary>
    public static long DefaultMaxBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>The bounds of one row, of those that run side by side.</summary>
    public Limits LimitsOf(int rows, CancellationToken cancel) => new(MaxStates, MaxBytes / Math.Min(Threads, rows), Time, cancel);
}
