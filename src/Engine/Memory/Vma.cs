namespace Emulator.Engine.Memory;

/// <summary>What a VMA was mapped with. Linux: <c>vm_flags</c>.</summary>
[Flags]
public enum VmFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Stores are allowed now. Linux: <c>VM_WRITE</c>.</summary>
    Write = 1,

    /// <summary>Stores reach the mapped file, not a private copy. Linux: <c>VM_SHARED</c>.</summary>
    Shared = 2,

    /// <summary>Stores may be allowed later, by mprotect. Linux: <c>VM_MAYWRITE</c>.</summary>
    MayWrite = 4,

    /// <summary>A device's memory. Linux: <c>VM_IO</c>.</summary>
    Io = 8,

    /// <summary>Mapped by hugetlbfs. Linux: <c>VM_HUGETLB</c>.</summary>
    HugeTlb = 16,
}

/// <summary>A stretch of virtual pages that maps page offsets of a mapping. Linux: <c>vm_area_struct</c>.</summary>
/// <param name="Start">The first virtual page.</param>
/// <param name="Pgoff">The page offset that the first page maps. Linux: <c>vm_pgoff</c>.</param>
/// <param name="Length">In pages.</param>
/// <param name="Flags">What it was mapped with.</param>
public sealed record Vma(Vpn Start, ulong Pgoff, ulong Length, VmFlags Flags)
{
    /// <summary>The virtual pages.</summary>
    public VpnRange Pages => new(Start, Start + Length);

    /// <summary>The page offsets.</summary>
    public PgoffRange Offsets => new(Pgoff, Pgoff + Length);

    /// <summary>The page offset of a virtual page of this VMA.</summary>
    public ulong ToPgoff(Vpn page) => page.Value - Start.Value + Pgoff;

    /// <summary>The virtual pages of page offsets of this VMA.</summary>
    public VpnRange ToPages(PgoffRange offsets) => new(Start + (offsets.Start - Pgoff), Start + (offsets.End - Pgoff));
}
