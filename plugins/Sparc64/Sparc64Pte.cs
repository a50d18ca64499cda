using System.Runtime.CompilerServices;
using static Emulator.Plugins.Sparc64.Sparc64Bits;

namespace Emulator.Plugins.Sparc64;

/// <summary>sun4v entries as Linux 6.4 and later use them: what stands in the page table is what the miss handler loads
/// into the TLB. <c>arch/sparc/include/asm/pgtable_64.h</c>.</summary>
/// <remarks>
/// Hardware knows V and W, and software keeps its account above the frame: an old page is invalid, a clean one isn't
/// writable. <c>_PAGE_R</c> is V by another name: <c>pte_mkyoung</c> makes every entry valid, one without access too.
/// A table's entry has PRESENT set here; Linux stores the table's physical address alone.
/// <para>// Choice: a processor before M7, where bit 9 is CV; Linux doesn't set it from M7 on, whose bit 9 is
/// MCD.</para>
/// </remarks>
public readonly struct Sparc64Pte : IPteFormat
{
    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>Four levels of 2^(PAGE_SHIFT - 3) entries.</summary>
    /// <remarks>// Choice: addresses below the hole of T4 and later, <c>sparc64_va_hole_bottom</c>. The tree reaches 53
    /// bits, by which Linux maps what lies above the hole too.</remarks>
    public static Geometry Geometry => new(PageShift, Levels: 4, IndexBits: PageShift - 3, UserAddressBits: 51);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits => Named;

    /// <summary>The generic helpers, a read and a later store. Nothing but holders of the page-table lock writes
    /// entries.</summary>
    public static PteHelpers NotAtomic => PteHelpers.GetAndClear | PteHelpers.SetWriteProtect
        | PteHelpers.SetAccessFlags;

    /// <summary>Hardware lets stores through only where software granted and recorded them
    /// (<c>__pte_mkhwwrite</c>).</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(Sparc64Bits.W).Not() | (pte.Bit(SwWrite) & pte.Bit(SwModified));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwPresent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwWrite);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwModified);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwAccessed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> =>
        pte.Clear(1UL << SwWrite | 1UL << Sparc64Bits.W);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> =>
        pte.Clear(1UL << SwModified | 1UL << Sparc64Bits.W);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwModified) | pte.Bit(SwWrite).At(Sparc64Bits.W);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwWrite) | pte.Bit(SwModified).At(Sparc64Bits.W);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwAccessed | 1UL << V);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwAccessed | 1UL << V);

    /// <summary>V and W come from the new protection: an old page becomes valid, and a dirty one waits for a trap that
    /// sets W.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> =>
        pte.Only(Kept) | protection.Clear(Kept);

    /// <summary>A plain store of what is wanted: the generic helper.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <summary>Of <c>page_readonly</c>, <c>sun4v_pgprot_init</c> in <c>arch/sparc/mm/init_64.c</c>.</summary>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => (frame << PageShift).Only(FrameMask)
        .Set(1UL << V | 1UL << SwPresent | Cacheable | 1UL << SwAccessed | 1UL << SwRead | 1UL << EP);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> PageShift;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => new(table.Value << PageShift & FrameMask | 1UL << SwPresent);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(SwPmdHuge);

    /// <summary>8 MiB, made of two TLB entries of 4 MiB.</summary>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwPmdHuge | Size4M);

    /// <summary>Linux' <c>PAGE_NONE</c>: neither readable nor valid. It has no <c>pte_protnone</c> here.</summary>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte) & pte.Bit(SwRead).Not() & pte.Bit(V).Not();

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>.</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(Modify(pte, W.Of(1UL << SwPresent | 1UL << SwAccessed | Cacheable)), pte);

    /// <summary>// Choice: Linux has one bit more, which would stand in V: a device of 2^42 pages would be
    /// usable.</summary>
    public static int SwapOffsetBits => 42;

    /// <summary>Of swap type 0, with room for the type's 7 bits and the exclusive marker.</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => offset.Only((1UL << 42) - 1) << SwapShift;

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> SwapShift;

    private const int SwapShift = PageShift + 8;
}
