using System.Runtime.CompilerServices;
using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 entries, 4 KiB pages in four levels, as Linux with the fixed write-protection uses them.
/// LoongArch Reference Manual vol. 1, 5.4.2; <c>arch/loongarch/include/asm/pgtable-bits.h</c>,
/// <c>pgtable.h</c>.</summary>
/// <remarks>VALID is accessed as well. DIRTY lets stores through and is dirtiness as well; MODIFIED, software's, keeps
/// dirtiness where DIRTY may not stand. A table's entry has P set here; the manual wants nothing but its
/// address.</remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface ILoongArchPte<TSelf> : IPteFormat where TSelf : struct, ILoongArchPte<TSelf>
{
    static PteFeatures IPteFormat.Features => 
        PteFeatures.Huge | PteFeatures.ModifyHuge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>9 bits at each of four levels (<c>CONFIG_4KB_4LEVEL</c>); a processor with 47 user address
    /// bits.</summary>
    static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 47);

    static IReadOnlyList<PteBit> IPteFormat.Bits => Named;

    /// <summary>The kernel's helpers are the generic ones, although trap handlers, or the hardware walker, write
    /// entries without the page-table lock.</summary>
    static PteHelpers IPteFormat.NotAtomic =>
        PteHelpers.GetAndClear | PteHelpers.SetWriteProtect | PteHelpers.SetAccessFlags;

    /// <summary>Stores go through only where writing is granted; no access without access.</summary>
    static W IPteFormat.WellFormed<W>(W pte) => (pte.Bit(D) & pte.Bit(Write).Not()).Not() & ProtNoneIsClosed(pte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(P) | pte.Bit(SwProtNone);

    /// <summary>Ignores G, which <c>pte_clear</c> keeps for the other page of a TLB entry's pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte.Clear(1UL << G));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(Write);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(D) | pte.Bit(SwModified);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Young<W>(W pte) => pte.Bit(V);

    /// <summary>Moves D to MODIFIED first (Linux 018e9828eb52).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) => Saved(pte).Clear(1UL << Write | 1UL << D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeClean<W>(W pte) => pte.Clear(1UL << D | 1UL << SwModified);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeDirty<W>(W pte) => pte.Set(1UL << SwModified) | pte.Bit(Write).At(D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << Write) | pte.Bit(SwModified).At(D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeYoung<W>(W pte) => pte.Set(1UL << V);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeOld<W>(W pte) => pte.Clear(1UL << V);

    /// <summary>Takes V, which is young, from the protection; leaves what was dirty dirty by MODIFIED alone, granted or
    /// not.</summary>
    static W IPteFormat.Modify<W>(W pte, W protection) => Saved(pte).Only(Kept) | protection.Clear(Kept);

    /// <summary>Keeps H as well (<c>pmd_modify</c>, <c>_HPAGE_CHG_MASK</c>).</summary>
    static W IPteFormat.ModifyHuge<W>(W entry, W protection) =>
        TSelf.Modify(entry, protection.Clear(1UL << Huge6)) | entry.Only(1UL << Huge6);

    /// <summary>A plain store of what is wanted (the generic <c>ptep_set_access_flags</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) => wanted;

    static W IPteFormat.Leaf<W>(W frame) =>
        (frame << 12).Only(FrameMask).Set(1UL << V | Plv3 | CoherentCached | 1UL << P);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => pte.Only(FrameMask) >> 12;

    static Pte IPteFormat.Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << P);

    static W IPteFormat.Huge<W>(W entry) => TSelf.Present(entry) & entry.Bit(Huge6);

    /// <summary>Global moves to bit 12, out of the way of H (<c>pmd_mkhuge</c>).</summary>
    static W IPteFormat.MakeHuge<W>(W pte) => (pte | pte.Bit(G).At(HGlobal)).Set(1UL << Huge6);

    static W IPteFormat.ProtNone<W>(W pte) => pte.Bit(SwProtNone);

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>: takes V and W too, as there is no other way to close an
    /// entry.</summary>
    static W IPteFormat.MakeProtNone<W>(W pte) => TSelf.Present(pte).Choose(TSelf.Modify(pte, W.Of(PageNone)), pte);

    static int IPteFormat.SwapOffsetBits => 40;

    /// <summary>Of swap device 1: offset 0 of device 0, where the header is, would be an empty slot.</summary>
    static W IPteFormat.Swap<W>(W offset) => (offset << 24).Set(1UL << 16);

    static W IPteFormat.SwapOffset<W>(W pte) => pte >> 24;

    internal static W ProtNoneIsClosed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(SwProtNone) & (pte.Bit(P) | pte.Bit(NR).Not())).Not();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Saved<W>(W pte) where W : struct, IWord<W> => pte | pte.Bit(D).At(SwModified);
}
