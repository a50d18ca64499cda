namespace Emulator.Engine.Events;

/// <summary>A step can't be done now: why.</summary>
internal sealed record WaitEvent : Event
{
    /// <summary>For a lock, by its name.</summary>
    public string? Lock { get; init; }

    /// <summary>For the answers of these to the actor's flush.</summary>
    public IReadOnlyList<string>? OwedBy { get; init; }

    /// <summary>For a condition, as the text spells it, or in a word or two.</summary>
    public string? Condition { get; init; }
}
