using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Rows;

/// <summary>A thread of a row.</summary>
/// <param name="Name">Its name, and its core's.</param>
/// <param name="Body">Its text, with the row's parameters filled in.</param>
/// <param name="Variables">Its own variables, those of ruled-out branches included.</param>
internal sealed record RowThread(string Name, Block Body, IReadOnlyList<string> Variables)
{
    /// <summary>Whether its core loads or stores.</summary>
    public bool Accesses { get; init; }

    /// <summary>Whether its core stores.</summary>
    public bool Stores { get; init; }

    /// <summary>Whether its text writes variables that are shared, or entries, by plain stores.</summary>
    public bool StoresPlainly { get; init; }

    /// <summary>Whether its core starts, or ever is, without the mm.</summary>
    public bool SwitchesMm { get; init; }

    /// <summary>Whether its core has a TLB: it makes accesses, or a <c>tlb</c> line fills it.</summary>
    public bool HasTlb { get; init; }

    /// <summary>Whether it sends flushes.</summary>
    public bool Flushes { get; init; }

    /// <summary>Whether it has lock statements, its write faults' handler included.</summary>
    public bool Locks { get; init; }

    /// <summary>Whether it runs a write-protect pass that leaves the flush to it.</summary>
    public bool ArmsByFlush { get; init; }
}
