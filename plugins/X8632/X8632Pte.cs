using System.Runtime.CompilerServices;
using static Emulator.Plugins.X8632.X8632Bits;

namespace Emulator.Plugins.X8632;

/// <summary>Entries of 32-bit paging as Linux 6.6 and later use them without PAE. Intel SDM vol. 3A, 4.3;
/// <c>arch/x86/include/asm/pgtable.h</c>, <c>pgtable-2level.h</c>.</summary>
/// <remarks>
/// Against x86-64: no execute disable, no protection keys, no soft-dirty bit (<c>HAVE_ARCH_SOFT_DIRTY</c> is selected
/// by X86_64 alone), frames that aren't inverted in PROT_NONE entries, an empty slot that is exactly zero
/// (<c>_PAGE_KNL_ERRATUM_MASK</c> is 0), and SavedDirty in bit 10. Linux moves D there on every x86, also where no
/// processor has shadow stacks (<c>mksaveddirty_shift</c> asks for no feature).
/// </remarks>
public readonly struct X8632Pte : IPteFormat
{
    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>10 bits at both levels, of 4 bytes each (<c>pgtable-2level_types.h</c>).</summary>
    /// <remarks>// Choice: user addresses are all 32 bits of them. Linux gives the upper quarter to the kernel
    /// (<c>CONFIG_VMSPLIT_3G</c>), which is no power of two.</remarks>
    public static Geometry Geometry => new(PageShift: 12, Levels: 2, IndexBits: 10, UserAddressBits: 32)
    {
        EntryBytes = 4,
    };

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits => Named;

    /// <summary>Dirtiness stands in D where stores are allowed, and in SavedDirty elsewhere.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(RW).Choose(pte.Bit(SwSavedDirty).Not(), pte.Bit(D).Not());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(P) | pte.Bit(SwProtNone);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

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
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => Save(pte.Set(1UL << D));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => Restore(pte.Set(1UL << RW));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << A);

    /// <summary>Huge entries too: <c>pmd_modify</c> keeps PS where this keeps PAT, which is the same bit.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W>
    {
        var changed = pte.Clear(Protection) | protection.Only(Protection);
        return pte.Bit(RW).Choose(Save(changed), Restore(changed));
    }

    /// <summary>A plain store of what is wanted, for writes alone: what it stores is dirty
    /// (<c>arch/x86/mm/pgtable.c</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => Dirty(wanted).Choose(wanted, now);

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << 12).Only(FrameMask).Set(1UL << P | 1UL << US | 1UL << A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <summary>Linux: <c>_PAGE_TABLE</c>.</summary>
    public static Pte Table(Pfn table) =>
        new(table.Value << 12 & FrameMask | 1UL << P | 1UL << RW | 1UL << US | 1UL << A | 1UL << D);

    /// <summary>A page of 4 MiB, CR4.PSE=1.</summary>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(PS);

    /// <inheritdoc/>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << PS);

    /// <summary>Linux' <c>PAGE_NONE</c>. <c>pte_protnone</c> itself is NUMA balancing's, which takes X86_64.</summary>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwProtNone) & pte.Bit(P).Not();

    /// <summary>P gives way to G; "no inverted PFNs on 2 level page tables" (<c>pgtable-2level.h</c>).</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(P).Choose(pte.Clear(1UL << P).Set(1UL << SwProtNone), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 23;

    /// <summary>Of swap device 0: offset from bit 9 on, type in bits 1 to 5, bit 7 for exclusive.</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << SwapShift).Only(SwapMask);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte.Only(SwapMask) >> SwapShift;

    // Read-only: hardware's dirty bit moves to SavedDirty (mksaveddirty_shift).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Save<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(D) & pte.Bit(RW).Not();
        return pte ^ moves.At(D) | moves.At(SwSavedDirty);
    }

    // Writable: SavedDirty moves back to hardware's dirty bit (clear_saveddirty_shift).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Restore<W>(W pte) where W : struct, IWord<W>
    {
        var moves = pte.Bit(SwSavedDirty) & pte.Bit(RW);
        return pte ^ moves.At(SwSavedDirty) | moves.At(D);
    }
}
