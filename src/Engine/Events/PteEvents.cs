namespace Emulator.Engine.Events;

/// <summary>An entry was read.</summary>
/// <param name="By">By whose hand.</param>
/// <param name="Word">For what: a word of the vocabulary, a pass' operation.</param>
/// <param name="Page">Whose entry.</param>
/// <param name="Value">What was read.</param>
internal sealed record PteReadEvent(By By, string Word, string Page, Pte Value) : Event
{
    /// <summary>Of a pass' test: whether the entry is wanted.</summary>
    public bool? IsWanted { get; init; }

    /// <summary>Of a pass' test: whether it asks for dirtiness; false: for writability.</summary>
    public bool? Cleans { get; init; }

    /// <summary>The word with its arguments, as the text spells it.</summary>
    public string? Call { get; init; }
}

/// <summary>An entry was stored, or stayed as it was where a word might have stored it.</summary>
/// <param name="By">By whose hand.</param>
/// <param name="Word">A word of the vocabulary, a pass' operation, <c>dirty update</c>.</param>
/// <param name="Page">Whose entry.</param>
/// <param name="Seen">The entry from which the new one was made; not what stood there: an old read.</param>
/// <param name="Before">What stood there.</param>
/// <param name="After">What stands there now.</param>
internal sealed record PteWriteEvent(By By, string Word, string Page, Pte Seen, Pte Before, Pte After) : Event
{
    /// <summary>What the word gave back.</summary>
    public Pte? Answer { get; init; }

    /// <summary>The word with its arguments, as the text spells it.</summary>
    public string? Call { get; init; }

    /// <summary>Whether the entry was refused to it: it isn't what the writer took it for.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Of a pass' commit: whether the page is recorded with it.</summary>
    public bool Records { get; init; }

    /// <summary>Whether hardware sets dirty after the store that it is for.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether the store is buffered: others see it later.</summary>
    public bool IsBuffered { get; init; }
}
