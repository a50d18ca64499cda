namespace Emulator.Plugins.Sparc64;

/// <summary>The bits of a sun4v TTE, by number. <c>arch/sparc/include/asm/pgtable_64.h</c>, "SUN4V pte bits"; those
/// that hardware knows: UltraSPARC Architecture, "Translation Table Entry (TTE)".</summary>
internal static class Sparc64Bits
{
    internal const int SZ = 0, Reserved = 3, SwPresent = 4, SwSpare = 5, W = 6, EP = 7, P = 8;
    internal const int CV = 9, CP = 10, E = 11, IE = 12, PageShift = 13;
    internal const int SwPmdHuge = 56, SwSpecial = 57, SwWrite = 58, SwRead = 59, SwAccessed = 60, SwModified = 61;
    internal const int NFO = 62, V = 63;
    internal const ulong FrameMask = 0x00ff_ffff_ffff_e000;   // _PAGE_PADDR_4V, paddr[55:13]
    internal const ulong Cacheable = 1UL << CP | 1UL << CV;   // page_cache4v_flag
    internal const ulong Size4M = 3UL << SZ;                  // _PAGE_SZHUGE_4V

    // What pte_modify keeps; the rest comes from the new protection.
    internal const ulong Kept = FrameMask | 1UL << SwModified | 1UL << SwAccessed | Cacheable | 1UL << E
        | 1UL << SwSpecial | 1UL << SwPmdHuge | 7UL << SZ;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(SZ, "SZ", "page size: 0 is 8 KiB, 3 is 4 MiB", 3),
        new(Reserved, "RESV", "reserved"),
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwSpare, "SOFT", "software: not used"),
        new(W, "W", "writable: stores go through"),
        new(EP, "EP", "executable"),
        new(P, "P", "privileged: not for user code"),
        new(CV, "CV", "cacheable in a virtually indexed cache"),
        new(CP, "CP", "cacheable in a physically indexed cache"),
        new(E, "E", "side effect"),
        new(IE, "IE", "invert endianness"),
        new(PageShift, "PADDR", "frame", 43),
        new(SwPmdHuge, "PMD_HUGE", "software: maps a huge page, at an upper level"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwRead, "READ", "software: reading is granted"),
        new(SwAccessed, "ACCESSED", "software: accessed"),
        new(SwModified, "MODIFIED", "software: dirty"),
        new(NFO, "NFO", "for loads that can't fault alone"),
        new(V, "V", "valid; Linux: _PAGE_R too, cleared where it isn't accessed"),
    ];
}
