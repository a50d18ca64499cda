namespace Emulator.Engine.Events;

/// <summary>What a thread does that touches nothing of others.</summary>
internal enum CpuOp
{
    /// <summary>A barrier.</summary>
    Barrier,

    /// <summary>The core takes up the mm.</summary>
    MmLoad,

    /// <summary>The core puts the mm away.</summary>
    MmUnload,

    /// <summary>What follows is one step.</summary>
    Atomic,

    /// <summary>It leaves a <c>forever</c>.</summary>
    LeaveForever,

    /// <summary>From here on no store may reach the pages.</summary>
    Protected,

    /// <summary>A pass sees how many are under way.</summary>
    CountsPasses,
}

/// <summary>A step of a thread's own.</summary>
/// <param name="Op">Which.</param>
internal sealed record CpuEvent(CpuOp Op) : Event
{
    /// <summary>The pages that it speaks of.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>Passes under way.</summary>
    public int? Passes { get; init; }

    /// <summary>The word, as the text spells it.</summary>
    public string? Call { get; init; }
}
