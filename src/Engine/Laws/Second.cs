namespace Emulator.Engine.Laws;

/// <summary>A second word that a law speaks of.</summary>
public enum Second
{
    /// <summary>None.</summary>
    None,

    /// <summary>A well-formed, clean word without a frame: Linux' <c>pgprot_t</c>.</summary>
    Protection,

    /// <summary>Another well-formed entry.</summary>
    Entry,

    /// <summary>Any word: an offset in the swap area.</summary>
    Offset,
}
