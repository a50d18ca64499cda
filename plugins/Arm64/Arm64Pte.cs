using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 stage 1 entries, 4 KiB granule, as Linux uses them. Arm ARM D8.3 (descriptor formats);
/// <c>arch/arm64/include/asm/pgtable.h</c>.</summary>
/// <remarks>Hardware-dirty is "DBM set and read-only clear"; a software bit keeps dirtiness where writing was taken away.
/// A page that is clean stays read-only to hardware, granted or not.</remarks>
public readonly struct Arm64Pte : IPteFormat
{
    internal const int Valid = 0, Type = 1, AttrIndx = 2, User = 6, RdOnly = 7, Sh = 8, Af = 10, NG = 11, Gp = 50;
    internal const int Dbm = 51, Cont = 52, Pxn = 53, Uxn = 54, SwDirty = 55, SwSpecial = 56, SwUffdWp = 58, PoIndex = 60;
    internal const ulong FrameMask = 0x0000_ffff_ffff_f000, SwapMask = 0x3fff_ffff_ffff_f000;

    // What pte_modify takes from the new protection.
    private const ulong Protection = 1UL << Valid | 7UL << AttrIndx | 1UL << User | 1UL << RdOnly | 1UL << NG | 1UL << Gp
        | 1UL << Dbm | 1UL << Pxn | 1UL << Uxn | 7UL << PoIndex;

    // What ptep_set_access_flags looks at beside read-only.
    private const ulong Granted = 1UL << Af | 1UL << Dbm | 1UL << SwDirty;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(Valid, "VALID", "descriptor valid"),
        new(Type, "TYPE", "page at the last level, table above"),
        new(AttrIndx, "ATTRINDX", "memory type, by MAIR index", 3),
        new(User, "AP[1]", "EL0 accesses allowed"),
        new(RdOnly, "AP[2]", "read-only; with DBM hardware clears it on a write"),
        new(Sh, "SH", "shareability", 2),
        new(Af, "AF", "access flag"),
        new(NG, "nG", "not global; present to software where VALID is clear"),
        new(12, "PFN", "output address", 36),
        new(Gp, "GP", "guarded page"),
        new(Dbm, "DBM", "dirty bit modifier; Linux' PTE_WRITE"),
        new(Cont, "CONT", "contiguous hint"),
        new(Pxn, "PXN", "execute never at EL1"),
        new(Uxn, "UXN", "execute never at EL0"),
        new(SwDirty, "PTE_DIRTY", "software: dirty"),
        new(SwSpecial, "PTE_SPECIAL", "software: no struct page"),
        new(SwUffdWp, "PTE_UFFD_WP", "software: userfaultfd write-protect"),
        new(PoIndex, "POINDEX", "permission overlay index", 3),
    ];

    /// <summary>Not granted means read-only to hardware; dirty by software and granted means writable to hardware.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(Dbm) | pte.Bit(RdOnly)) & (pte.Bit(SwDirty) & pte.Bit(Dbm) & pte.Bit(RdOnly)).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(Valid) | pte.Bit(NG);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(Dbm);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwDirty) | HardwareDirty(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(Af);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> =>
        (pte | HardwareDirty(pte).At(SwDirty)).Clear(1UL << Dbm).Set(1UL << RdOnly);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwDirty).Set(1UL << RdOnly);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwDirty) & ~pte.Bit(Dbm).At(RdOnly);

    /// <summary>As since Linux 6.18: hardware-writable only where it is dirty already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Dbm) & ~pte.Bit(SwDirty).At(RdOnly);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Af);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Af);

    /// <inheritdoc/>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W>
    {
        var kept = pte | HardwareDirty(pte).At(SwDirty);
        var changed = kept.Clear(Protection) | protection.Only(Protection);
        return changed & ~(changed.Bit(SwDirty) & changed.Bit(Dbm)).At(RdOnly);   // pte_mkdirty where it was dirty
    }

    /// <summary>A compare-and-swap loop that only ever adds: read-only merges as "and", the rest as "or"
    /// (<c>__ptep_set_access_flags</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> =>
        (now | wanted.Only(Granted)) & (wanted | W.Of(~(1UL << RdOnly)));

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => (frame << 12).Only(FrameMask).Set(
        1UL << Valid | 1UL << Type | 1UL << User | 1UL << RdOnly | 3UL << Sh | 1UL << Af | 1UL << NG | 1UL << Pxn);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << Valid | 1UL << Type);

    /// <summary>A block descriptor: valid, and not a table. Arm ARM D8.3.1.</summary>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(Type).Not();

    /// <inheritdoc/>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Type);

    /// <inheritdoc/>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => pte.Bit(NG) & pte.Bit(Valid).Not();

    /// <inheritdoc/>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(pte.Clear(1UL << Valid).Set(1UL << NG), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 50;

    /// <summary>Bits 12 to 61; VALID, TYPE and nG are clear (<c>arch/arm64/include/asm/pgtable.h</c>).</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << 12).Only(SwapMask);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte.Only(SwapMask) >> 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W HardwareDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(Dbm) & pte.Bit(RdOnly).Not();
}
