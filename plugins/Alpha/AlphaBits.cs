namespace Emulator.Plugins.Alpha;

/// <summary>The bits of an entry, by number. Alpha Architecture Reference Manual (Sites, 1992), OSF/1, pages (III) 3-3
/// to 3-5; <c>arch/alpha/include/asm/pgtable.h</c>, "OSF/1 PAL-code-imposed page table bits".</summary>
internal static class AlphaBits
{
    internal const int V = 0, FOR = 1, FOW = 2, FOE = 3, ASM = 4, GH = 5, KRE = 8, URE = 9, KWE = 12, UWE = 13;
    internal const int SwDirty = 17, SwAccessed = 18;
    internal const int FrameShift = 32, SwapShift = 40;

    // __DIRTY_BITS, __ACCESS_BITS, _PFN_MASK, PAGE_NONE's part.
    internal const ulong Dirtied = 1UL << SwDirty | 1UL << KWE | 1UL << UWE;
    internal const ulong Accessed = 1UL << SwAccessed | 1UL << KRE | 1UL << URE;
    internal const ulong FrameMask = ulong.MaxValue << FrameShift;
    internal const ulong Forbidden = 1UL << FOR | 1UL << FOW | 1UL << FOE;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(V, "V", "valid"),
        new(FOR, "FOR", "fault on read"),
        new(FOW, "FOW", "fault on write: writing isn't granted"),
        new(FOE, "FOE", "fault on execute"),
        new(ASM, "ASM", "address space match"),
        new(GH, "GH", "granularity hint", 2),
        new(KRE, "KRE", "kernel read enable; as ACCESSED"),
        new(URE, "URE", "user read enable; as ACCESSED"),
        new(KWE, "KWE", "kernel write enable; as DIRTY"),
        new(UWE, "UWE", "user write enable; as DIRTY"),
        new(SwDirty, "DIRTY", "software: written since it was cleaned"),
        new(SwAccessed, "ACCESSED", "software: read since it was made old"),
        new(FrameShift, "PFN", "frame", 32),
    ];
}
