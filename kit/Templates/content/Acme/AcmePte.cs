using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Acme;

/// <summary>A made-up entry, to be replaced by your manual's. Dirtiness is software's alone: hardware knows that an
/// entry may be used (VALID) and that stores may go through it (STORE), and software sets STORE with DIRTY, in the
/// fault of the first store.</summary>
/// <remarks>A member is a formula over a word: &amp; | ^ ~, shifts, and Bit, Set, Clear, Only, Put, Choose. It can't
/// compare or branch, since the word may be one entry, eight of them, or all of them in a proof. Answers stand in bit
/// 0.</remarks>
public readonly struct AcmePte : IPteFormat
{
    // Step 1: the bits, by the manual's names. Bits of software's get the kernel's names.
    internal const int Valid = 0, Store = 1, SwPresent = 2, SwWrite = 3, SwDirty = 4, SwYoung = 5;
    private const ulong FrameMask = 0x000f_ffff_ffff_f000;
    private const ulong Protection = 1UL << SwPresent | 1UL << SwWrite;

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(Valid, "VALID", "hardware: may be used"),
        new(Store, "STORE", "hardware: stores go through"),
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwDirty, "DIRTY", "software: written since it was cleaned"),
        new(SwYoung, "YOUNG", "software: accessed"),
        new(12, "PFN", "frame", 40),
    ];

    // Step 2: the tree. The emulator works with pages of 4 to 64 KiB (PageShift 12 to 16), entries of 4 or 8 bytes
    // (EntryBytes), 2 to 6 levels, leaf tables of 64 to 8192 entries (LeafIndexBits 6 to 13), tables above them of 2
    // to 8192 (IndexBits 1 to 13), and user addresses of more bits than one leaf table maps, that the tree reaches and
    // that have at most 63.
    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    // Step 3: the words that can occur. The laws speak of these alone, and every helper must keep to them.
    /// <summary>Hardware's bits say what software's do: VALID is PRESENT and YOUNG, STORE is WRITE and DIRTY.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte ^ Derived(pte));

    // Step 4: the questions. Linux: pte_present, pte_none, pte_write, pte_dirty, pte_young.
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwPresent);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwWrite);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwDirty);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwYoung);

    // Step 5: the changes. Linux: pte_wrprotect, pte_mkclean, pte_mkdirty, pte_mkwrite, pte_mkyoung, pte_mkold.
    /// <summary>Keeps dirtiness: this is law L1. Where the dirty bit can't stand in a read-only entry, move it to one
    /// of software's.</summary>
    [MethodImpl(AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwWrite));

    /// <summary>Keeps writability and frame: this is law L3.</summary>
    [MethodImpl(AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwDirty));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => Derived(pte.Set(1UL << SwDirty));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => Derived(pte.Set(1UL << SwWrite));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => Derived(pte.Set(1UL << SwYoung));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => Derived(pte.Clear(1UL << SwYoung));

    // Step 6: protection, and what is granted later. Linux: pte_modify, ptep_set_access_flags.
    /// <inheritdoc/>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> =>
        Derived(pte.Clear(Protection) | protection.Only(Protection));

    /// <summary>A plain store: nobody but holders of the page-table lock writes these entries. Where hardware writes
    /// them too, keep what it may have set in <paramref name="now"/>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    // Step 7: the frame. Linux: mk_pte, pte_pfn, pmd_populate.
    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        Derived((frame << 12).Only(FrameMask).Set(1UL << SwPresent | 1UL << SwYoung));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => Leaf(new Pte(table.Value));

    // Step 8: what the format has beyond that (soft-dirty, huge, PROT_NONE, swap entries): name it in Features, and
    // write its members.

    [MethodImpl(AggressiveInlining)]
    private static W Derived<W>(W pte) where W : struct, IWord<W> =>
        pte.Put(Valid, pte.Bit(SwPresent) & pte.Bit(SwYoung)).Put(Store, pte.Bit(SwWrite) & pte.Bit(SwDirty));
}
