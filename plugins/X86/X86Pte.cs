using System.Runtime.CompilerServices;

namespace Emulator.Plugins.X86;

/// <summary>x86-64 entries as Linux 6.6 and later use them, without shadow stacks. Intel SDM vol. 3A, 4.5.4;
/// <c>arch/x86/include/asm/pgtable.h</c>.</summary>
/// <remarks>Hardware's dirty bit stands only in writable entries: write-protecting moves it to SavedDirty, granting writing
/// moves it back, so that a read-only entry with D is left to shadow stacks (Linux 6.6, <c>pte_mksaveddirty</c>).</remarks>
public readonly struct X86Pte : IPteFormat
{
    internal const int P = 0, RW = 1, US = 2, PWT = 3, PCD = 4, A = 5, D = 6, PAT = 7, G = 8;   // SDM table 4-20
    internal const int PS = 7;                                                                  // in a pmd or pud: maps a page
    internal const int SwProtNone = 8;                                                          // where P is clear
    internal const int SwSpecial = 9, SwUffdWp = 10, SwSoftDirty = 11, SwSavedDirty = 58, NX = 63;
    internal const int SwapSoft = 1, SwapShift = 9;                                             // in a swap entry
    internal const ulong FrameMask = 0x000f_ffff_ffff_f000, SwapMask = 0x07ff_ffff_ffff_fe00;

    // What pte_modify takes from the new protection; the rest stays (_PAGE_CHG_MASK's complement).
    internal const ulong Protection = 1UL << P | 1UL << RW | 1UL << US | 1UL << G | 0xfUL << 59 | 1UL << NX;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 47);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(P, "P", "present"),
        new(RW, "R/W", "stores allowed"),
        new(US, "U/S", "user accesses allowed"),
        new(PWT, "PWT", "write-through"),
        new(PCD, "PCD", "cache disabled"),
        new(A, "A", "accessed, set by hardware"),
        new(D, "D", "dirty, set by hardware"),
        new(PAT, "PAT", "memory type; PS at an upper level"),
        new(G, "G", "global; PROT_NONE where P is clear"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwUffdWp, "UFFD_WP", "software: userfaultfd write-protect"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(12, "PFN", "frame", 40),
        new(SwSavedDirty, "SAVED_DIRTY", "software: dirty while write-protected"),
        new(59, "PKEY", "protection key", 4),
        new(NX, "XD", "execute disabled"),
    ];

    /// <inheritdoc/>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(RW).Choose(pte.Bit(SwSavedDirty).Not(), pte.Bit(D).Not());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(P) | pte.Bit(SwProtNone);

    /// <summary>Ignores A and D: Xeon Phi x200 may set them in an empty slot (Linux: <c>_PAGE_KNL_ERRATUM_MASK</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte.Clear(1UL << A | 1UL << D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(RW);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(D) | pte.Bit(SwSavedDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => Save(pte.Clear(1UL << RW));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << D | 1UL << SwSavedDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => Save(pte.Set(1UL << D | 1UL << SwSoftDirty));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => Restore(pte.Set(1UL << RW));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << A);

    /// <inheritdoc/>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W>
    {
        var changed = pte.Clear(Protection) | protection.Only(Protection);
        var flip = W.Spread(Inverted(pte) ^ Inverted(changed)).Only(FrameMask);   // flip_protnone_guard
        return Restore(Save(changed ^ flip));
    }

    /// <summary>A plain store of what is wanted, for writes alone: what it stores is dirty (<c>arch/x86/mm/pgtable.c</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => Dirty(wanted).Choose(wanted, now);

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << 12).Only(FrameMask).Set(1UL << P | 1UL << US | 1UL << A);

    /// <summary>PROT_NONE entries hold the frame inverted, against L1TF (<c>pgtable-invert.h</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => (pte ^ W.Spread(Inverted(pte))).Only(FrameMask) >> 12;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) =>
        new(table.Value << 12 & FrameMask | 1UL << P | 1UL << RW | 1UL << US | 1UL << A | 1UL << D);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(PS);

    /// <inheritdoc/>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << PS);

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
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => Inverted(pte);

    /// <inheritdoc/>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(P).Choose(pte.Clear(1UL << P).Set(1UL << SwProtNone) ^ W.Of(FrameMask), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 50;

    /// <summary>The offset stands inverted, against L1TF, in bits 9 to 58 (<c>arch/x86/include/asm/pgtable_64.h</c>).</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (~offset << SwapShift).Only(SwapMask);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => (~pte).Only(SwapMask) >> SwapShift;

    /// <inheritdoc/>
    public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwapSoft);

    /// <inheritdoc/>
    public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwapSoft);

    /// <inheritdoc/>
    public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwapSoft);

    // Read-only: hardware's dirty bit moves to SavedDirty (pte_mksaveddirty).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Save<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(D) & pte.Bit(RW).Not();
        return pte ^ moves.At(D) | moves.At(SwSavedDirty);
    }

    // Writable: SavedDirty moves back to hardware's dirty bit (pte_clear_saveddirty).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Restore<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(SwSavedDirty) & pte.Bit(RW);
        return pte ^ moves.At(SwSavedDirty) | moves.At(D);
    }

    // Linux asks for "not P and not zero"; on present entries that is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Inverted<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwProtNone) & pte.Bit(P).Not();
}
