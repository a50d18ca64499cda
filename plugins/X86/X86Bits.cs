namespace Emulator.Plugins.X86;

/// <summary>The bits of an entry, by number. Intel SDM vol. 3A, 4.5.4, table 4-20;
/// <c>arch/x86/include/asm/pgtable_types.h</c>.</summary>
internal static class X86Bits
{
    internal const int P = 0, RW = 1, US = 2, PWT = 3, PCD = 4, A = 5, D = 6, PAT = 7, G = 8;
    internal const int PS = 7;                                     // in a pmd or pud: maps a page
    internal const int SwProtNone = 8;                             // where P is clear
    internal const int SwSpecial = 9, SwUffdWp = 10, SwSoftDirty = 11, SwSavedDirty = 58, NX = 63;
    internal const int SwapSoft = 1, SwapShift = 9;                // in a swap entry
    internal const ulong FrameMask = 0x000f_ffff_ffff_f000, SwapMask = 0x07ff_ffff_ffff_fe00;

    // What pte_modify takes from the new protection; the rest stays (_PAGE_CHG_MASK's complement).
    internal const ulong Protection = 1UL << P | 1UL << RW | 1UL << US | 1UL << G | 0xfUL << 59 | 1UL << NX;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(P, "P", "present"),
        new(RW, "R/W", "stores allowed"),
        new(US, "U/S", "user accesses allowed"),
        new(PWT, "PWT", "write-through"),
        new(PCD, "PCD", "cache disabled"),
        new(A, "A", "accessed, set by hardware"),
        new(D, "D", "dirty, set by hardware"),
        new(PAT, "PAT", "memory type; PS at an upper level"),
        new(G, "G", "global; PROT_NONE where P is clear"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwUffdWp, "UFFD_WP", "software: userfaultfd write-protect"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(12, "PFN", "frame", 40),
        new(SwSavedDirty, "SAVED_DIRTY", "software: dirty while write-protected"),
        new(59, "PKEY", "protection key", 4),
        new(NX, "XD", "execute disabled"),
    ];
}
