namespace Emulator.Plugins.Ept;

/// <summary>The bits of an EPT entry, by number. Intel SDM vol. 3C, "EPT Translation Mechanism", table "Format of an
/// EPT Page-Table Entry that Maps a 4-KByte Page"; KVM's: <c>arch/x86/include/asm/vmx.h</c>,
/// <c>arch/x86/kvm/mmu/spte.h</c>.</summary>
internal static class EptBits
{
    internal const int R = 0, W = 1, X = 2, MT = 3, IPAT = 6, PS = 7, A = 8, D = 9, XU = 10, SwPresent = 11;
    internal const int SwType = 52, SwSavedR = 54, SwSavedX = 56, SwHostWritable = 57, SwMmuWritable = 58, SVE = 63;
    internal const ulong FrameMask = 0x000f_ffff_ffff_f000;
    internal const ulong WriteBack = 6UL << MT;

    // SPTE_TDP_AD_ENABLED and SPTE_TDP_AD_DISABLED: whether A and D mean something.
    internal const ulong AdEnabled = 0, AdDisabled = 1UL << SwType, TypeMask = 3UL << SwType;
    internal const ulong Saved = 1UL << SwSavedR | 1UL << SwSavedX;

    internal const ulong Empty = 1UL << SVE;          // SHADOW_NONPRESENT_VALUE
    internal const ulong Frozen = Empty | 0x5a0;      // FROZEN_SPTE

    // Where writing is granted, all three are set (check_spte_writable_invariants).
    internal const ulong Granted = 1UL << W | 1UL << SwHostWritable | 1UL << SwMmuWritable;

    internal static IReadOnlyList<PteBit> Named { get; } =
    [
        new(R, "R", "reads allowed"),
        new(W, "W", "writes allowed"),
        new(X, "X", "instruction fetches allowed"),
        new(MT, "MT", "memory type: 0 uncacheable, 6 write-back", 3),
        new(IPAT, "IPAT", "ignores the guest's PAT"),
        new(PS, "PS", "maps a page, at an upper level"),
        new(A, "A", "accessed, set by hardware"),
        new(D, "D", "dirty, set by hardware"),
        new(XU, "XU", "user fetches allowed, under mode-based execute control"),
        new(SwPresent, "MMU_PRESENT", "software: a mapping"),
        new(12, "PFN", "frame", 40),
        new(SwType, "TDP_AD", "software: 0 A and D are on, 1 off", 2),
        new(SwSavedR, "SAVED_R", "software: R of an entry under access tracking"),
        new(SwSavedX, "SAVED_X", "software: X of an entry under access tracking"),
        new(SwHostWritable, "HOST_WRITABLE", "software: the host permits writing"),
        new(SwMmuWritable, "MMU_WRITABLE", "software: W may be set without mmu_lock"),
        new(SVE, "SVE", "suppress #VE"),
    ];
}
