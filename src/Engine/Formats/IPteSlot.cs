namespace Emulator.Engine.Formats;

/// <summary>The page-table entry of one page, as the steps of an access see it in memory.</summary>
internal interface IPteSlot
{
    /// <summary>Reads it.</summary>
    Pte Read();

    /// <summary>Replaces what was read, in one locked operation.</summary>
    /// <returns>False: it isn't that any more, and nothing was changed.</returns>
    bool Replace(Pte read, Pte then);

    /// <summary>Stores it, whatever stands there.</summary>
    void Write(Pte pte);
}
