namespace Emulator.Plugins.LoongArch;

/// <summary>The bits of an entry, by number. LoongArch Reference Manual vol. 1, 5.4.2;
/// <c>arch/loongarch/include/asm/pgtable-bits.h</c>.</summary>
internal static class LoongArchBits
{
    internal const int V = 0, D = 1, Plv = 2, Mat = 4, G = 6, P = 7, Write = 8;
    internal const int SwModified = 9, SwProtNone = 10, SwSpecial = 11;
    internal const int SwPresentInvalid = 60, NR = 61, NX = 62, RPlv = 63;
    internal const int Huge6 = 6, HGlobal = 12;   // in a pmd: maps a page; global
    internal const ulong FrameMask = 0x0000_ffff_ffff_f000, Plv3 = 3UL << Plv, CoherentCached = 1UL << Mat;

    // What pte_modify keeps (_PAGE_CHG_MASK), and PAGE_NONE.
    internal const ulong Kept = 1UL << SwModified | 1UL << SwSpecial | FrameMask | 3UL << Mat | 3UL << Plv;
    internal const ulong PageNone = 1UL << SwProtNone | 1UL << NR | 1UL << NX | Plv3 | CoherentCached;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(V, "V", "valid; Linux' _PAGE_ACCESSED too"),
        new(D, "D", "dirty: stores go through"),
        new(Plv, "PLV", "privilege level that may access it", 2),
        new(Mat, "MAT", "memory access type", 2),
        new(G, "G", "global; H, maps a huge page, at an upper level"),
        new(P, "P", "present; the hardware walker sets V where it is set"),
        new(Write, "W", "writing is granted; the hardware walker sets D where it is set"),
        new(SwModified, "MODIFIED", "software: dirty"),
        new(SwProtNone, "PROTNONE", "software: present without access"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(12, "PFN", "frame", 36),
        new(SwPresentInvalid, "PRESENT_INVALID", "software: a huge page that is being split"),
        new(NR, "NR", "not readable"),
        new(NX, "NX", "not executable"),
        new(RPlv, "RPLV", "PLV alone may access it"),
    ];
}
