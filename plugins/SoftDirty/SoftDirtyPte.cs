using System.Runtime.CompilerServices;

namespace Emulator.Plugins.SoftDirty;

/// <summary>A made-up entry whose dirtiness is software's alone, in the manner of s390 and MIPS. Hardware knows two
/// bits: VALID, the entry may be used, and STORE, stores may go through it.</summary>
/// <remarks>Both follow from software's bits: VALID = PRESENT and YOUNG, STORE = WRITE and DIRTY. So the first access
/// to an old page and the first store to a clean one fault. User, supervisor and execute are not told apart.</remarks>
public readonly struct SoftDirtyPte : IPteFormat
{
    // hardware's
    internal const int Valid = 0, Store = 1;
    // software's
    internal const int SwPresent = 2, SwWrite = 3, SwDirty = 4, SwYoung = 5, SwSoftDirty = 6, SwSpecial = 7;
    internal const ulong FrameMask = 0x000f_ffff_ffff_f000;
    private const ulong Protection = 1UL << SwPresent | 1UL << SwWrite;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.SoftDirty;

    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(Valid, "VALID", "hardware: may be used; PRESENT and YOUNG"),
        new(Store, "STORE", "hardware: stores go through; WRITE and DIRTY"),
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwDirty, "DIRTY", "software: written since it was cleaned"),
        new(SwYoung, "YOUNG", "software: accessed"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(12, "PFN", "frame", 40),
    ];

    /// <summary>Hardware's bits say what software's do.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(Valid) ^ (pte.Bit(SwPresent) & pte.Bit(SwYoung))).Not()
        & (pte.Bit(Store) ^ (pte.Bit(SwWrite) & pte.Bit(SwDirty))).Not();

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
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwYoung);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwWrite));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwDirty));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> =>
        Derived(pte.Set(1UL << SwDirty | 1UL << SwSoftDirty));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => Derived(pte.Set(1UL << SwWrite));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => Derived(pte.Set(1UL << SwYoung));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwYoung));

    /// <inheritdoc/>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> =>
        Derived(pte.Clear(Protection) | protection.Only(Protection));

    /// <summary>A plain store: nothing but holders of the page-table lock writes entries.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << 12).Only(FrameMask).Set(1UL << Valid | 1UL << SwPresent | 1UL << SwYoung);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => Leaf(new Pte(table.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwSoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Derived<W>(W pte) where W : struct, IWord<W> =>
        pte.Put(Valid, pte.Bit(SwPresent) & pte.Bit(SwYoung)).Put(Store, pte.Bit(SwWrite) & pte.Bit(SwDirty));
}
