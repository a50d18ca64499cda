namespace Emulator.Engine.Tests.Stepping;

/// <summary>A memory operation of a pass.</summary>
internal enum PassOp
{
    /// <summary>Says that a flush is pending.</summary>
    Count,

    /// <summary>Takes a page-table lock.</summary>
    Lock,

    /// <summary>Tests an entry.</summary>
    Test,

    /// <summary>Reads an entry, where start isn't atomic.</summary>
    ReadToStart,

    /// <summary>Takes an entry, or stores what start leaves of the one that was read.</summary>
    Start,

    /// <summary>Stores the changed entry, and records the page.</summary>
    Commit,

    /// <summary>Releases the page-table lock.</summary>
    Unlock,

    /// <summary>Asks whether another pass is under way.</summary>
    AskNested,

    /// <summary>Sends a flush.</summary>
    Issue,

    /// <summary>Goes on once every core has answered.</summary>
    Complete,

    /// <summary>Says that no flush is pending any more.</summary>
    Uncount,

    /// <summary>There is none.</summary>
    Over,
}
