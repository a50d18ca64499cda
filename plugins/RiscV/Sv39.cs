namespace Emulator.Plugins.RiscV;

/// <summary>The bits of an entry, by number. RISC-V privileged ISA, "Sv39";
/// <c>arch/riscv/include/asm/pgtable-bits.h</c>.</summary>
internal static class Sv39
{
    internal const int V = 0, R = 1, W = 2, X = 3, U = 4, G = 5, A = 6, D = 7;    // figure "Sv39 page table entry"
    internal const int Special = 8, Rsw = 9, Ppn = 10;                            // RSW: the kernel's
    internal const int SoftDirty = 59, UffdWp = 60;                               // Svrsw60t59b leaves them to software
    internal const int Pbmt = 61, N = 63;                                         // Svpbmt, Svnapot
    internal const ulong FrameMask = 0x003f_ffff_ffff_fc00;

    // In a swap entry, where V and G are clear.
    internal const int SwpSoftDirty = 3, SwpUffdWp = 4, SwpExclusive = 6, SwpType = 7, SwpOffset = 12;

    // Bits of the future, and Svnapot's: an entry that has one faults.
    internal const ulong Reserved = 0x1fUL << 54 | 1UL << N;

    internal const ulong LeafBits = 1UL << R | 1UL << W | 1UL << X;

    // What pte_modify takes from the new protection: _PAGE_CHG_MASK's complement, and A, which a pgprot_t of user pages
    // has.
    internal const ulong Replaced = 1UL << V | LeafBits | 1UL << U | 1UL << G, Added = 1UL << A;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(V, "V", "valid"),
        new(R, "R", "loads allowed"),
        new(W, "W", "stores allowed; without R reserved"),
        new(X, "X", "execution allowed; with R and W clear too, a table"),
        new(U, "U", "user accesses allowed"),
        new(G, "G", "global; PROT_NONE where V is clear"),
        new(A, "A", "accessed; with Svadu set by hardware"),
        new(D, "D", "dirty; with Svadu set by hardware"),
        new(Special, "SPECIAL", "software: no struct page"),
        new(Rsw, "RSW", "software: free"),
        new(Ppn, "PPN", "frame", 44),
        new(54, "RESERVED", "of the future: an entry that has one faults", 5),
        new(SoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(UffdWp, "UFFD_WP", "software: userfaultfd write-protect"),
        new(Pbmt, "PBMT", "memory type (Svpbmt)", 2),
        new(N, "N", "part of a larger range (Svnapot)"),
    ];
}
