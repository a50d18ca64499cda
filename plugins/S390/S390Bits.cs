namespace Emulator.Plugins.S390;

/// <summary>The bits of an entry, by number. Principles of Operation, chapter 3;
/// <c>arch/s390/include/asm/pgtable.h</c>.</summary>
internal static class S390Bits
{
    internal const int SwPresent = 0, SwSoftDirty = 1, SwYoung = 2, SwDirty = 3, SwRead = 4, SwWrite = 5;
    internal const int SwSpecial = 6, SwUnused = 7;
    internal const int NoExec = 8, Protect = 9, Invalid = 10;   // PoP: bits 55, 54 and 53, as it counts from the left
    internal const int Large = 11;   // PoP bit 52 must be zero; the kernel's, in a huge page's copy
    internal const ulong FrameMask = 0xffff_ffff_ffff_f000;
    internal const int FrameShift = 12;

    // What pte_modify keeps (_PAGE_CHG_MASK); the rest comes from the new protection.
    internal const ulong Kept = FrameMask | 1UL << SwSpecial | 1UL << SwDirty | 1UL << SwYoung | 1UL << SwSoftDirty;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(SwYoung, "YOUNG", "software: accessed"),
        new(SwDirty, "DIRTY", "software: written since it was cleaned"),
        new(SwRead, "READ", "software: reading is granted"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwUnused, "UNUSED", "software: a guest doesn't use the page"),
        new(NoExec, "NOEXEC", "hardware: no instruction fetches"),
        new(Protect, "PROTECT", "hardware: no stores"),
        new(Invalid, "INVALID", "hardware: not to be used"),
        new(Large, "LARGE", "software: copy of a huge page's entry; zero to hardware"),
        new(FrameShift, "PFRA", "frame", 52),
    ];
}
