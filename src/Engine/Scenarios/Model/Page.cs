namespace Emulator.Engine.Scenarios.Model;

/// <summary>A virtual page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Frame">The number of its own frame.</param>
internal sealed record Page(string Name, int Frame)
{
    public bool IsWritable { get; init; } = true;

    public bool IsDirty { get; init; }

    public bool IsYoung { get; init; } = true;

    public bool IsAbsent { get; init; }

    public bool IsRecorded { get; init; }

    /// <summary>Pages of one number share a page table and its lock.</summary>
    public long Table { get; init; }
}
