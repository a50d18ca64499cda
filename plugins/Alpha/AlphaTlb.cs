using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Alpha;

/// <summary>PALcode fills the TLB with valid entries; TBI drops one from the own core, and the others are interrupted
/// (<c>arch/alpha/kernel/smp.c</c>: <c>flush_tlb_page</c>).</summary>
/// <remarks>What is cached refuses an access without a look at memory; the fault that follows drops it
/// (<c>flush_tlb_fix_spurious_fault</c> is <c>flush_tlb_page</c> here). One TLB here, where Alpha has one for data and
/// one for instructions.</remarks>
public readonly struct AlphaTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(AlphaBits.V));
}
