using System.Runtime.CompilerServices;
using static Emulator.Plugins.S390.S390Bits;

namespace Emulator.Plugins.S390;

/// <summary>z/Architecture page-table entries as Linux uses them. Principles of Operation, chapter 3, "Page-table
/// entries"; <c>arch/s390/include/asm/pgtable.h</c>.</summary>
/// <remarks>
/// Hardware knows invalid and protected alone, and both follow from software's bits: INVALID unless YOUNG and READ,
/// PROTECT unless DIRTY and WRITE. So the first access to an old page and the first store to a clean one fault.
/// Entries of segment and region tables have another format: their bits stand elsewhere, and their type says the level.
/// Here all are written as segment-table entries, an empty one is a page table's empty slot, and there are no huge
/// pages.
/// </remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface IS390Pte<TSelf> : IPteFormat where TSelf : struct, IS390Pte<TSelf>
{
    static PteFeatures IPteFormat.Features =>
        PteFeatures.SoftDirty | PteFeatures.ProtNone | PteFeatures.Swap | PteFeatures.StartKeepsEntry;

    /// <summary>Three levels, 4 TiB: what an address space begins with. Linux adds levels where it grows.</summary>
    static Geometry IPteFormat.Geometry =>
        new(PageShift: 12, Levels: 3, IndexBits: 11, UserAddressBits: 42) { LeafIndexBits = 8 };

    static IReadOnlyList<PteBit> IPteFormat.Bits => Named;

    /// <summary><c>_PAGE_INVALID</c>: a slot of zeros would map frame 0.</summary>
    static ulong IPteFormat.Empty => 1UL << Invalid;

    /// <summary>Hardware's bits say what software's do.</summary>
    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(Invalid) ^ (pte.Bit(SwYoung) & pte.Bit(SwRead)))
        & (pte.Bit(Protect) ^ (pte.Bit(SwDirty) & pte.Bit(SwWrite)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(SwPresent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte ^ W.Of(TSelf.Empty));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(SwWrite);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(SwDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Young<W>(W pte) => pte.Bit(SwYoung);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << SwWrite).Set(1UL << Protect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeClean<W>(W pte) => pte.Clear(1UL << SwDirty).Set(1UL << Protect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeDirty<W>(W pte) =>
        pte.Set(1UL << SwDirty | 1UL << SwSoftDirty) & ~pte.Bit(SwWrite).At(Protect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << SwWrite) & ~pte.Bit(SwDirty).At(Protect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeYoung<W>(W pte) => pte.Set(1UL << SwYoung) & ~pte.Bit(SwRead).At(Invalid);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeOld<W>(W pte) => pte.Clear(1UL << SwYoung).Set(1UL << Invalid);

    /// <summary>Hardware's bits are derived anew. (Linux' protections have both set, so that <c>pte_modify</c> has only
    /// to clear them.)</summary>
    static W IPteFormat.Modify<W>(W pte, W protection) => Derived(pte.Only(Kept) | protection.Clear(Kept));

    /// <summary>Invalidates the entry everywhere, and stores what is wanted (<c>ptep_xchg_direct</c>). Nothing but
    /// holders of the page-table lock writes entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) => wanted;

    /// <summary>IPTE sets INVALID and purges every TLB of the entry; the rest stays (<c>ptep_flush_lazy</c>,
    /// <c>arch/s390/mm/pgtable.c</c>).</summary>
    static W IPteFormat.Started<W>(W old) => old.Set(1UL << Invalid);

    static W IPteFormat.Leaf<W>(W frame) =>
        (frame << FrameShift).Set(1UL << SwPresent | 1UL << SwYoung | 1UL << SwRead | 1UL << Protect);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => pte >> FrameShift;

    /// <summary>A segment-table entry that points to a page table: <c>_SEGMENT_ENTRY</c>. A region table's would also
    /// have a type and a length.</summary>
    static Pte IPteFormat.Table(Pfn table) => new(table.Value << FrameShift | 1UL << SwPresent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.SoftDirty<W>(W pte) => pte.Bit(SwSoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeSoftDirty<W>(W pte) => pte.Set(1UL << SwSoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.ClearSoftDirty<W>(W pte) => pte.Clear(1UL << SwSoftDirty);

    static W IPteFormat.ProtNone<W>(W pte) => pte.Bit(SwPresent) & pte.Bit(SwRead).Not();

    static W IPteFormat.MakeProtNone<W>(W pte) =>
        pte.Bit(SwPresent).Choose(pte.Clear(1UL << SwRead).Set(1UL << Invalid), pte);

    static int IPteFormat.SwapOffsetBits => 64 - FrameShift;

    /// <summary>Invalid, protected and not present, of swap type 0 (<c>mk_swap_pte</c>).</summary>
    static W IPteFormat.Swap<W>(W offset) => (offset << FrameShift).Set(1UL << Invalid | 1UL << Protect);

    static W IPteFormat.SwapOffset<W>(W pte) => pte >> FrameShift;

    static W IPteFormat.SwapSoftDirty<W>(W pte) => TSelf.SoftDirty(pte);

    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => TSelf.MakeSoftDirty(pte);

    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => TSelf.ClearSoftDirty(pte);

    private static W Derived<W>(W pte) where W : struct, IWord<W> =>
        pte.Put(Invalid, (pte.Bit(SwYoung) & pte.Bit(SwRead)).Not())
            .Put(Protect, (pte.Bit(SwDirty) & pte.Bit(SwWrite)).Not());
}
