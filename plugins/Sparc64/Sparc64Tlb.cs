using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Sparc64;

/// <summary>The TLB keeps valid entries. A change of one queues its address (<c>maybe_tlb_batch_add</c>), and leaving
/// the lazy mode drops what is queued from the TSB and from every CPU's TLB, before the page-table lock is dropped.
/// <c>arch/sparc/mm/tlb.c</c>.</summary>
/// <remarks>
/// <c>flush_tlb_page</c>, <c>flush_tlb_range</c> and <c>flush_tlb_mm</c> are empty
/// (<c>arch/sparc/include/asm/tlbflush_64.h</c>).
/// <para>// Choice: all changes under the lock are made in the lazy mode, as those of zap, mprotect and fork are.
/// Outside of it, in page_mkclean and in the walks of apply_as, Linux drops each address at once
/// (<c>tlb_batch_add_one</c>): here it may be later, and never earlier.</para>
/// <para>// Choice: the TSB, a table in memory that the miss handler looks into first, is a part of the TLB
/// here.</para>
/// </remarks>
public readonly struct Sparc64Tlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.BeforeUnlock;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(Sparc64Bits.V));
}
