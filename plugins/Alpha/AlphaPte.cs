using System.Runtime.CompilerServices;
using static Emulator.Plugins.Alpha.AlphaBits;

namespace Emulator.Plugins.Alpha;

/// <summary>Alpha entries as Linux uses them: a page is granted by the fault bits and tracked by the enables. Writing
/// is granted where FOW is clear; the write enables are set while it is dirty, the read enables while it is young.
/// <c>arch/alpha/include/asm/pgtable.h</c>.</summary>
/// <remarks>The header: "the accessed bit just means read". A store to an old, dirty page goes through and leaves it
/// old.</remarks>
public readonly struct AlphaPte : IPteFormat
{
    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>Pages of 8 KiB, three levels of one page each; TASK_SIZE is 2^42, half of what the tree
    /// reaches.</summary>
    public static Geometry Geometry => new(PageShift: 13, Levels: 3, IndexBits: 10, UserAddressBits: 42);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits => Named;

    /// <summary>The generic ones of <c>include/linux/pgtable.h</c>, or spelt out as the same read and store
    /// (<c>ptep_get_and_clear</c> with CONFIG_COMPACTION). Nothing is lost by it: who writes an entry holds its
    /// lock.</summary>
    public static PteHelpers NotAtomic => PteHelpers.GetAndClear | PteHelpers.SetWriteProtect
        | PteHelpers.SetAccessFlags;

    /// <summary>The enables say what software's bits do. Of user pages: PAGE_KERNEL has KRE and KWE alone.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (Either(pte.Bit(SwDirty), pte.Bit(KWE)) | Either(pte.Bit(SwDirty), pte.Bit(UWE))
            | Either(pte.Bit(SwAccessed), pte.Bit(KRE)) | Either(pte.Bit(SwAccessed), pte.Bit(URE))).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(V);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

    /// <summary>Of whatever isn't present too, as the kernel's: yes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(FOW).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwAccessed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << FOW);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(Dirtied);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(Dirtied);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << FOW);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(Accessed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(Accessed);

    /// <summary>Keeps frame, dirtiness and youth (<c>_PAGE_CHG_MASK</c>) and adds the new protection to them, whose
    /// <c>__ACCESS_BITS</c> make an old entry young.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> =>
        pte.Only(FrameMask | Dirtied | Accessed) | protection;

    /// <summary>A plain store of what is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <summary>With PAGE_READONLY.</summary>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << FrameShift).Set(1UL << V | 1UL << FOW | Accessed);

    /// <summary>// Choice: without PHYS_TWIDDLE, which of EV6's frames mends those that the X server once
    /// mangled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte >> FrameShift;

    /// <summary>Linux: <c>_PAGE_TABLE</c>.</summary>
    public static Pte Table(Pfn table) => new(table.Value << FrameShift | 1UL << V | Dirtied | Accessed);

    /// <summary>Linux' <c>PAGE_NONE</c>: valid, and every access faults. It has no <c>pte_protnone</c> here.</summary>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(V) & pte.Bit(FOR) & pte.Bit(FOW) & pte.Bit(FOE);

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>.</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(Modify(pte, W.Of(1UL << V | Accessed | Forbidden)), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 24;

    /// <summary>Of swap device 0: offset from bit 40 on, bit 39 for exclusive, type in bits 32 to 38.</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => offset << SwapShift;

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> SwapShift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Either<W>(W a, W b) where W : struct, IWord<W> => a ^ b;
}
