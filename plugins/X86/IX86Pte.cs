using System.Runtime.CompilerServices;
using static Emulator.Plugins.X86.X86Bits;

namespace Emulator.Plugins.X86;

/// <summary>x86-64 entries as Linux 6.6 and later use them, without shadow stacks. Intel SDM vol. 3A, 4.5.4;
/// <c>arch/x86/include/asm/pgtable.h</c>. A variant overrides the helpers in which it differs.</summary>
/// <remarks>Hardware's dirty bit stands only in writable entries: write-protecting moves it to SavedDirty, granting
/// writing moves it back, so that a read-only entry with D is left to shadow stacks (Linux 6.6,
/// <c>pte_mksaveddirty</c>).</remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface IX86Pte<TSelf> : IPteFormat where TSelf : struct, IX86Pte<TSelf>
{
    static PteFeatures IPteFormat.Features => Optional;

    static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 47);

    static IReadOnlyList<PteBit> IPteFormat.Bits => Named;

    static W IPteFormat.WellFormed<W>(W pte) => pte.Bit(RW).Choose(pte.Bit(SwSavedDirty).Not(), pte.Bit(D).Not());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(P) | pte.Bit(SwProtNone);

    /// <summary>Ignores A and D: Xeon Phi x200 may set them in an empty slot (Linux:
    /// <c>_PAGE_KNL_ERRATUM_MASK</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte.Clear(1UL << A | 1UL << D));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(RW);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(D) | pte.Bit(SwSavedDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Young<W>(W pte) => pte.Bit(A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) => Save(pte.Clear(1UL << RW));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeClean<W>(W pte) => pte.Clear(1UL << D | 1UL << SwSavedDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeDirty<W>(W pte) => Save(pte.Set(1UL << D | 1UL << SwSoftDirty));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => Restore(pte.Set(1UL << RW));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeYoung<W>(W pte) => pte.Set(1UL << A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeOld<W>(W pte) => pte.Clear(1UL << A);

    static W IPteFormat.Modify<W>(W pte, W protection) => Modified(pte, protection);

    /// <summary>A plain store of what is wanted, for writes alone: what it stores is dirty
    /// (<c>arch/x86/mm/pgtable.c</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) => TSelf.Dirty(wanted).Choose(wanted, now);

    static W IPteFormat.Leaf<W>(W frame) => (frame << 12).Only(FrameMask).Set(1UL << P | 1UL << US | 1UL << A);

    /// <summary>PROT_NONE entries hold the frame inverted, against L1TF (<c>pgtable-invert.h</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => (pte ^ W.Spread(Inverted(pte))).Only(FrameMask) >> 12;

    static Pte IPteFormat.Table(Pfn table) =>
        new(table.Value << 12 & FrameMask | 1UL << P | 1UL << RW | 1UL << US | 1UL << A | 1UL << D);

    static W IPteFormat.Huge<W>(W entry) => TSelf.Present(entry) & entry.Bit(PS);

    static W IPteFormat.MakeHuge<W>(W pte) => pte.Set(1UL << PS);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.SoftDirty<W>(W pte) => pte.Bit(SwSoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeSoftDirty<W>(W pte) => pte.Set(1UL << SwSoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.ClearSoftDirty<W>(W pte) => pte.Clear(1UL << SwSoftDirty);

    static W IPteFormat.ProtNone<W>(W pte) => Inverted(pte);

    static W IPteFormat.MakeProtNone<W>(W pte) =>
        pte.Bit(P).Choose(pte.Clear(1UL << P).Set(1UL << SwProtNone) ^ W.Of(FrameMask), pte);

    static int IPteFormat.SwapOffsetBits => 50;

    /// <summary>The offset stands inverted, against L1TF, in bits 9 to 58
    /// (<c>arch/x86/include/asm/pgtable_64.h</c>).</summary>
    static W IPteFormat.Swap<W>(W offset) => (~offset << SwapShift).Only(SwapMask);

    static W IPteFormat.SwapOffset<W>(W pte) => (~pte).Only(SwapMask) >> SwapShift;

    static W IPteFormat.SwapSoftDirty<W>(W pte) => pte.Bit(SwapSoft);

    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => pte.Set(1UL << SwapSoft);

    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => pte.Clear(1UL << SwapSoft);

    internal const PteFeatures Optional =
        PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    // pte_modify's text, and pmd_modify's.
    internal static W Modified<W>(W pte, W protection) where W : struct, IWord<W>
    {
        var changed = pte.Clear(Protection) | protection.Only(Protection);
        var flip = W.Spread(Inverted(pte) ^ Inverted(changed)).Only(FrameMask);   // flip_protnone_guard
        return Restore(Save(changed ^ flip));
    }

    // Read-only: hardware's dirty bit moves to SavedDirty (pte_mksaveddirty).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Save<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(D) & pte.Bit(RW).Not();
        return pte ^ moves.At(D) | moves.At(SwSavedDirty);
    }

    // Writable: SavedDirty moves back to hardware's dirty bit (pte_clear_saveddirty).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Restore<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(SwSavedDirty) & pte.Bit(RW);
        return pte ^ moves.At(SwSavedDirty) | moves.At(D);
    }

    // Linux asks for "not P and not zero"; on present entries that is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Inverted<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwProtNone) & pte.Bit(P).Not();
}
