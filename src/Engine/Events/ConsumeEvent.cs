namespace Emulator.Engine.Events;

/// <summary>The consumer took the content of pages.</summary>
/// <param name="Word">By which word.</param>
/// <param name="Pages">Which.</param>
internal sealed record ConsumeEvent(string Word, IReadOnlyList<string> Pages) : Event
{
    /// <summary>The word with its arguments, as the text spells it.</summary>
    public string? Call { get; init; }

    /// <summary>The numbers of the stores that were taken with it.</summary>
    public IReadOnlyList<int> Stores { get; init; } = [];
}
