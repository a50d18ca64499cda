namespace Emulator.Engine.Events;

/// <summary>What is done to a mark.</summary>
internal enum MarkOp
{
    Set,
    Clear,
    Read,
}

/// <summary>Where a page that was stored to is noted, its entry apart.</summary>
internal enum MarkKind
{
    /// <summary>The driver's bitmap.</summary>
    Record,

    /// <summary>PG_dirty.</summary>
    PageDirty,

    /// <summary>The changed bit of the frame's storage key.</summary>
    StorageKey,
}

/// <summary>A mark of a page was set, cleared or read.</summary>
/// <param name="Op">Which.</param>
/// <param name="Kind">Of what.</param>
/// <param name="Page">Of which page.</param>
/// <param name="Before">Whether it was set before.</param>
/// <param name="By">By whose hand.</param>
internal sealed record MarkEvent(MarkOp Op, MarkKind Kind, string Page, bool Before, By By) : Event
{
    /// <summary>The word with its arguments, as the text spells it.</summary>
    public string? Call { get; init; }

    /// <summary>Whether the word gives back what the mark was.</summary>
    public bool Answers { get; init; }

    public bool After => Op switch { MarkOp.Set => true, MarkOp.Clear => false, _ => Before };
}
