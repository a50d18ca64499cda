namespace Emulator;

/// <summary>How hardware writes a dirty bit that it has to write.</summary>
public enum DirtyUpdate
{
    /// <summary>Hardware writes none: a store to a clean page faults, and software sets dirty.</summary>
    None,

    /// <summary>One locked operation that looks at the entry again and faults where it no longer allows the
    /// store.</summary>
    Atomic,

    /// <summary>A read, and later a write of what was read: a defect of hardware.</summary>
    ReadThenWrite,

    /// <summary>Sets dirty without another look and lets the store through: a defect of hardware.</summary>
    Blind,

    /// <summary>Sets dirty without another look, and the store faults then: Xeon Phi x200's stray dirty bits.</summary>
    Stray,

    /// <summary>Atomic, but after the store has gone through: another core may see the entry clean and the page
    /// written. A defect of hardware: Arm Cortex-A510, erratum 2051678.</summary>
    Late,
}
