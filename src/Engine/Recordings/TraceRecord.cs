using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Recordings;

/// <summary>What a line of a recorded trace says.</summary>
public enum TraceKind
{
    /// <summary><c>I</c>: an instruction fetch.</summary>
    Fetch,

    /// <summary><c>L</c>: a load.</summary>
    Load,

    /// <summary><c>S</c>: a store.</summary>
    Store,

    /// <summary><c>M</c>: a load and then a store to the same address.</summary>
    Modify,
}

/// <summary>A line of a recorded trace.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Address">Of the first byte.</param>
/// <param name="Size">In bytes, at least 1.</param>
public readonly record struct TraceRecord(TraceKind Kind, ulong Address, uint Size)
{
    /// <summary>Of the last byte; 2^64-1 where it would be beyond that.</summary>
    public ulong Last => Address + (Size - 1) is var last && last >= Address ? last : ulong.MaxValue;

    /// <summary>Whether it is a data access and not an instruction fetch.</summary>
    public bool IsData => Kind != TraceKind.Fetch;

    /// <summary>Whether it stores.</summary>
    public bool IsStore => Kind is TraceKind.Store or TraceKind.Modify;
}
