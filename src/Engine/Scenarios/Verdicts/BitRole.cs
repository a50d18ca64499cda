namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What a bit of an entry decides.</summary>
internal enum BitRole
{
    /// <summary>Whether it is a mapping to software.</summary>
    Present,

    /// <summary>Whether hardware may use it.</summary>
    Valid,

    Writable,

    /// <summary>Dirtiness that software sets.</summary>
    Dirty,

    /// <summary>Dirtiness that hardware sets.</summary>
    HardwareDirty,

    Young,

    SoftDirty,

    Frame,

    Other,
}
