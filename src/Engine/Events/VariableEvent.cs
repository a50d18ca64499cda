namespace Emulator.Engine.Events;

/// <summary>A variable that threads share was read or written.</summary>
/// <param name="Writes">False: it was read.</param>
/// <param name="Name">Which.</param>
/// <param name="Value">Its value.</param>
internal sealed record VariableEvent(bool Writes, string Name, long Value) : Event
{
    /// <summary>Whether the store is buffered: others see it later.</summary>
    public bool IsBuffered { get; init; }

    /// <summary>Of a counter: by how much it went up or down.</summary>
    public int? Change { get; init; }

    /// <summary>By whose hand: a pass counts itself.</summary>
    public By By { get; init; }
}
