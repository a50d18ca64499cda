namespace Emulator.Plugins.X8632;

/// <summary>The bits of an entry, by number. Intel SDM vol. 3A, 4.3, tables 4-4 to 4-6;
/// <c>arch/x86/include/asm/pgtable_types.h</c>, without CONFIG_X86_64 and CONFIG_X86_PAE.</summary>
internal static class X8632Bits
{
    internal const int P = 0, RW = 1, US = 2, PWT = 3, PCD = 4, A = 5, D = 6, PAT = 7, G = 8;
    internal const int PS = 7;                                     // in a page directory: maps a page of 4 MiB
    internal const int SwProtNone = 8;                             // where P is clear
    internal const int SwSpecial = 9, SwSavedDirty = 10;           // SOFTW1, SOFTW2; no UFFD_WP on 32 bits
    internal const int SwapShift = 9;                              // in a swap entry
    internal const ulong FrameMask = 0xffff_f000, SwapMask = 0xffff_fe00;

    // What pte_modify takes from the new protection; the rest stays (_PAGE_CHG_MASK's complement). Bit 11, SOFTW3, has
    // no meaning here, where there is no CONFIG_MEM_SOFT_DIRTY.
    internal const ulong Protection = 1UL << P | 1UL << RW | 1UL << US | 1UL << G | 1UL << 11;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(P, "P", "present"),
        new(RW, "R/W", "stores allowed"),
        new(US, "U/S", "user accesses allowed"),
        new(PWT, "PWT", "write-through"),
        new(PCD, "PCD", "cache disabled"),
        new(A, "A", "accessed, set by hardware"),
        new(D, "D", "dirty, set by hardware"),
        new(PAT, "PAT", "memory type; PS in a page directory"),
        new(G, "G", "global; PROT_NONE where P is clear"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwSavedDirty, "SAVED_DIRTY", "software: dirty while write-protected"),
        new(11, "SOFTW3", "software: not used"),
        new(12, "PFN", "frame", 20),
    ];
}
