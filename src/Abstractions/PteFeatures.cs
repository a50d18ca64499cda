namespace Emulator;

/// <summary>The optional members of <see cref="IPteFormat"/> that a format has.</summary>
[Flags]
public enum PteFeatures
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>A soft-dirty bit: <see cref="IPteFormat.SoftDirty"/> and its siblings. Linux:
    /// <c>HAVE_ARCH_SOFT_DIRTY</c>.</summary>
    SoftDirty = 1,

    /// <summary>Upper-level entries that map a huge page: <see cref="IPteFormat.Huge"/>.</summary>
    Huge = 2,

    /// <summary>Entries present to software and absent to hardware: <see cref="IPteFormat.ProtNone"/>.</summary>
    ProtNone = 4,

    /// <summary><see cref="IPteFormat.Started"/> depends on the entry, so that start is a compare-and-swap and not an
    /// exchange with a constant.</summary>
    StartKeepsEntry = 8,

    /// <summary>A <c>pmd_modify</c> of its own: <see cref="IPteFormat.ModifyHuge"/>. Without it, huge entries are
    /// changed by <see cref="IPteFormat.Modify"/>.</summary>
    ModifyHuge = 16,

    /// <summary>Swap entries: <see cref="IPteFormat.Swap"/> and its siblings.</summary>
    Swap = 32,

    /// <summary>Table entries that differ by level, <see cref="IPteFormat.Table(Pfn, int)"/>: that one is asked, and
    /// <see cref="IPteFormat.Table(Pfn)"/> isn't.</summary>
    TableByLevel = 64,

    /// <summary>No accessed bit: <see cref="IPteFormat.Young"/> is always yes, and nothing makes an entry old. An
    /// IOMMU without one, EPT without A/D.</summary>
    NoAccessedBit = 128,

    /// <summary>No dirty bit, neither hardware's nor software's: <see cref="IPteFormat.Dirty"/> is always no, and what
    /// was stored to is known by write-protection alone. EPT without A/D.</summary>
    NoDirtyBit = 256,
}
