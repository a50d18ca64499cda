namespace Emulator.Plugins.RiscV;

/// <summary>The bits of an entry, by number. RISC-V privileged ISA, "Sv39"; <c>arch/riscv/include/asm/pgtable-bits.h</c>.</summary>
internal static class Sv39
{
    internal const int V = 0, R = 1, W = 2, X = 3, U = 4, G = 5, A = 6, D = 7;    // figure "Sv39 page table entry"
    internal const int Special = 8, Rsw = 9, Ppn = 10;                            // RSW: the kernel's
    internal const int SoftDirty = 59, UffdWp = 60;                               // Svrsw60t59b leaves them to software
    internal const int Pbmt = 61, N = 63;                                         // Svpbmt, Svnapot
    internal const ulong FrameMask = 0x003f_ffff_ffff_fc00;
    internal const int SwpSoftDirty = 3, SwpUffdWp = 4, SwpExclusive = 6, SwpType = 7, SwpOffset = 12;   // where V and G are clear

    // Bits of the future, and Svnapot's: an entry that has one faults.
    internal const ulong Reserved = 0x1fUL << 54 | 1UL << N;
}
