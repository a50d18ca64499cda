namespace Emulator.Engine.Recordings;

/// <summary>One access of a recorded program.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Address">Of the first byte.</param>
/// <param name="Size">In bytes, at least 1.</param>
public readonly record struct RecordedAccess(RecordedKind Kind, ulong Address, uint Size)
{
    /// <summary>Of the last byte; 2^64-1 where it would be beyond that.</summary>
    public ulong Last => Address + (Size - 1) is var last && last >= Address ? last : ulong.MaxValue;

    /// <summary>Whether it is a data access and not an instruction fetch.</summary>
    public bool IsData => Kind != RecordedKind.Fetch;

    /// <summary>Whether it stores.</summary>
    public bool IsStore => Kind is RecordedKind.Store or RecordedKind.Modify;
}
