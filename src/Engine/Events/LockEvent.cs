namespace Emulator.Engine.Events;

/// <summary>A lock was taken or released.</summary>
/// <param name="Takes">False: it was released.</param>
/// <param name="Lock">Its name: <c>ptl(A,B)</c> where pages share a table.</param>
/// <param name="By">By whose hand.</param>
internal sealed record LockEvent(bool Takes, string Lock, By By) : Event
{
    /// <summary>As the text names it: <c>ptl(A)</c>, <c>mmap_lock for read</c>.</summary>
    public required string Named { get; init; }

    /// <summary>Whether others may hold it too.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether the release is buffered: others see it later.</summary>
    public bool IsBuffered { get; init; }
}
