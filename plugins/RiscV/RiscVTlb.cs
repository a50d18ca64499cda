using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>The TLB keeps valid leaves that were accessed, D included. Other harts are reached by an interrupt: the
/// SBI's remote fences, or the kernel's own, run SFENCE.VMA there.</summary>
/// <remarks>// Choice: the manual lets implementations cache invalid entries too, which Linux meets with a fence of its
/// own (<c>update_mmu_cache</c>); these don't.</remarks>
public readonly struct RiscVTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(Sv39.V) & pte.Bit(Sv39.A));
}
