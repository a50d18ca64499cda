namespace Emulator.Engine.Events;

/// <summary>What is done to a frame without an entry.</summary>
internal enum FrameOp
{
    Alloc,
    Copy,
    Free,
    Discard,
    Write,
}

/// <summary>A frame was taken from the allocator, given back, copied to or written.</summary>
/// <param name="Op">Which.</param>
/// <param name="Frame">Which frame.</param>
internal sealed record FrameEvent(FrameOp Op, string Frame) : Event
{
    /// <summary>The frame that was read.</summary>
    public string? From { get; init; }

    /// <summary>The pages that had the frame.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>Whether a store that no consumer has taken is gone with it.</summary>
    public bool LosesStore { get; init; }

    /// <summary>The pages from which the frame that was written had been taken.</summary>
    public IReadOnlyList<string> TakenFrom { get; init; } = [];

    /// <summary>The numbers of the stores that are gone with it.</summary>
    public IReadOnlyList<int> Loses { get; init; } = [];

    /// <summary>The word with its arguments, as the text spells it.</summary>
    public required string Call { get; init; }
}
