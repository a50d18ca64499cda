using System.Runtime.CompilerServices;

namespace Emulator.Plugins.S390;

/// <summary>z/Architecture page-table entries as Linux uses them. Principles of Operation, chapter 3, "Page-table entries";
/// <c>arch/s390/include/asm/pgtable.h</c>.</summary>
/// <remarks>
/// Hardware knows invalid and protected alone, and both follow from software's bits: INVALID unless YOUNG and READ, PROTECT
/// unless DIRTY and WRITE. So the first access to an old page and the first store to a clean one fault.
/// Entries of segment and region tables have another format: their bits stand elsewhere, and their type says the level. Here all
/// are written as segment-table entries, an empty one is a page table's empty slot, and there are no huge pages.
/// </remarks>
public readonly struct S390Pte : IPteFormat
{
    internal const int SwPresent = 0, SwSoftDirty = 1, SwYoung = 2, SwDirty = 3, SwRead = 4, SwWrite = 5, SwSpecial = 6, SwUnused = 7;
    internal const int NoExec = 8, Protect = 9, Invalid = 10;   // PoP: bits 55, 54 and 53, as it counts from the left
    internal const int Large = 11;                              // PoP bit 52 must be zero; the kernel's, in a huge page's copy
    internal const ulong FrameMask = 0xffff_ffff_ffff_f000;
    private const int FrameShift = 12;

    // What pte_modify keeps (_PAGE_CHG_MASK); the rest comes from the new protection.
    private const ulong Kept = FrameMask | 1UL << SwSpecial | 1UL << SwDirty | 1UL << SwYoung | 1UL << SwSoftDirty;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.SoftDirty | PteFeatures.ProtNone | PteFeatures.Swap | PteFeatures.StartKeepsEntry;

    /// <summary>Three levels, 4 TiB: what an address space begins with. Linux adds levels where it grows.</summary>
    public static Geometry Geometry => new(PageShift: 12, Levels: 3, IndexBits: 11, UserAddressBits: 42) { LeafIndexBits = 8 };

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(SwYoung, "YOUNG", "software: accessed"),
        new(SwDirty, "DIRTY", "software: written since it was cleaned"),
        new(SwRead, "READ", "software: reading is granted"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwUnused, "UNUSED", "software: a guest doesn't use the page"),
        new(NoExec, "NOEXEC", "hardware: no instruction fetches"),
        new(Protect, "PROTECT", "hardware: no stores"),
        new(Invalid, "INVALID", "hardware: not to be used"),
        new(Large, "LARGE", "software: copy of a huge page's entry; zero to hardware"),
        new(FrameShift, "PFRA", "frame", 52),
    ];

    /// <summary><c>_PAGE_INVALID</c>: a slot of zeros would map frame 0.</summary>
    public static ulong Empty => 1UL << Invalid;

    /// <summary>Hardware's bits say what software's do.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(Invalid) ^ (pte.Bit(SwYoung) & pte.Bit(SwRead))) & (pte.Bit(Protect) ^ (pte.Bit(SwDirty) & pte.Bit(SwWrite)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwPresent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte ^ W.Of(Empty));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwWrite);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwYoung);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwWrite).Set(1UL << Protect);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwDirty).Set(1UL << Protect);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwDirty | 1UL << SwSoftDirty) & ~pte.Bit(SwWrite).At(Protect);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwWrite) & ~pte.Bit(SwDirty).At(Protect);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwYoung) & ~pte.Bit(SwRead).At(Invalid);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwYoung).Set(1UL << Invalid);

    /// <summary>Hardware's bits are derived anew. (Linux' protections have both set, so that <c>pte_modify</c> has only to clear them.)</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> => Derived(pte.Only(Kept) | protection.Clear(Kept));

    /// <summary>Invalidates the entry everywhere, and stores what is wanted (<c>ptep_xchg_direct</c>). Nothing but holders of the
    /// page-table lock writes entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <summary>IPTE sets INVALID and purges every TLB of the entry; the rest stays (<c>ptep_flush_lazy</c>, <c>arch/s390/mm/pgtable.c</c>).</summary>
    public static W Started<W>(W old) where W : struct, IWord<W> => old.Set(1UL << Invalid);

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << FrameShift).Set(1UL << SwPresent | 1UL << SwYoung | 1UL << SwRead | 1UL << Protect);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte >> FrameShift;

    /// <summary>A segment-table entry that points to a page table: <c>_SEGMENT_ENTRY</c>. A region table's would also have a type
    /// and a length.</summary>
    public static Pte Table(Pfn table) => new(table.Value << FrameShift | 1UL << SwPresent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwSoftDirty);

    /// <inheritdoc/>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwPresent) & pte.Bit(SwRead).Not();

    /// <inheritdoc/>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(SwPresent).Choose(pte.Clear(1UL << SwRead).Set(1UL << Invalid), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 64 - FrameShift;

    /// <summary>Invalid, protected and not present, of swap type 0 (<c>mk_swap_pte</c>).</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << FrameShift).Set(1UL << Invalid | 1UL << Protect);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> FrameShift;

    /// <inheritdoc/>
    public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => SoftDirty(pte);

    /// <inheritdoc/>
    public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => MakeSoftDirty(pte);

    /// <inheritdoc/>
    public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => ClearSoftDirty(pte);

    private static W Derived<W>(W pte) where W : struct, IWord<W> =>
        pte.Put(Invalid, (pte.Bit(SwYoung) & pte.Bit(SwRead)).Not()).Put(Protect, (pte.Bit(SwDirty) & pte.Bit(SwWrite)).Not());
}
