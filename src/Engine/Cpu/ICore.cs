using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A core as those see it who flush its TLB.</summary>
public interface ICore
{
    /// <summary>What it has done.</summary>
    CoreCounts Counts { get; }

    /// <summary>Whether nothing that it was asked to drop is still there.</summary>
    bool HasAnswered { get; }

    /// <summary>Asks it, from another thread, to drop a range. One request at a time.</summary>
    void Ask(VpnRange pages);

    /// <summary>Drops what it was asked to, on its own thread.</summary>
    void Answer();

    /// <summary>Drops a range at once, on its own thread.</summary>
    void Drop(VpnRange pages);
}
