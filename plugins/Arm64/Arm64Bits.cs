namespace Emulator.Plugins.Arm64;

/// <summary>The bits of a descriptor, by number. Arm ARM D8.3; <c>arch/arm64/include/asm/pgtable-prot.h</c>.</summary>
internal static class Arm64Bits
{
    internal const int Valid = 0, Type1 = 1, AttrIndx = 2, User = 6, RdOnly = 7, Sh = 8, Af = 10, NG = 11, Gp = 50;
    internal const int Dbm = 51, Cont = 52, Pxn = 53, Uxn = 54, SwDirty = 55;
    internal const int SwSpecial = 56, SwUffdWp = 58, PoIndex = 60;
    internal const ulong FrameMask = 0x0000_ffff_ffff_f000, SwapMask = 0x3fff_ffff_ffff_f000;

    // What pte_modify takes from the new protection.
    internal const ulong Protection = 1UL << Valid | 7UL << AttrIndx | 1UL << User | 1UL << RdOnly | 1UL << NG
        | 1UL << Gp | 1UL << Dbm | 1UL << Pxn | 1UL << Uxn | 7UL << PoIndex;

    // What ptep_set_access_flags looks at beside read-only.
    internal const ulong Granted = 1UL << Af | 1UL << Dbm | 1UL << SwDirty;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(Valid, "VALID", "descriptor valid"),
        new(Type1, "TYPE", "page at the last level, table above"),
        new(AttrIndx, "ATTRINDX", "memory type, by MAIR index", 3),
        new(User, "AP[1]", "EL0 accesses allowed"),
        new(RdOnly, "AP[2]", "read-only; with DBM hardware clears it on a write"),
        new(Sh, "SH", "shareability", 2),
        new(Af, "AF", "access flag"),
        new(NG, "nG", "not global; present to software where VALID is clear"),
        new(12, "PFN", "output address", 36),
        new(Gp, "GP", "guarded page"),
        new(Dbm, "DBM", "dirty bit modifier; Linux' PTE_WRITE"),
        new(Cont, "CONT", "contiguous hint"),
        new(Pxn, "PXN", "execute never at EL1"),
        new(Uxn, "UXN", "execute never at EL0"),
        new(SwDirty, "PTE_DIRTY", "software: dirty"),
        new(SwSpecial, "PTE_SPECIAL", "software: no struct page"),
        new(SwUffdWp, "PTE_UFFD_WP", "software: userfaultfd write-protect"),
        new(PoIndex, "POINDEX", "permission overlay index", 3),
    ];
}
