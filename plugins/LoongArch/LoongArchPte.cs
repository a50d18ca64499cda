using System.Runtime.CompilerServices;

namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 entries, 4 KiB pages in four levels, as Linux with the fixed write-protection uses them. LoongArch
/// Reference Manual vol. 1, 5.4.2; <c>arch/loongarch/include/asm/pgtable-bits.h</c>, <c>pgtable.h</c>.</summary>
/// <remarks>VALID is accessed as well. DIRTY lets stores through and is dirtiness as well; MODIFIED, software's, keeps dirtiness
/// where DIRTY may not stand. A table's entry has P set here; the manual wants nothing but its address.</remarks>
public readonly struct LoongArchPte : IPteFormat
{
    internal const int V = 0, D = 1, Plv = 2, Mat = 4, G = 6, P = 7, Write = 8;
    internal const int SwModified = 9, SwProtNone = 10, SwSpecial = 11, SwPresentInvalid = 60, NR = 61, NX = 62, RPlv = 63;
    internal const int Huge6 = 6, HGlobal = 12;   // in a pmd: maps a page; global
    internal const ulong FrameMask = 0x0000_ffff_ffff_f000, Plv3 = 3UL << Plv, CoherentCached = 1UL << Mat;

    // What pte_modify keeps (_PAGE_CHG_MASK), and PAGE_NONE.
    internal const ulong Kept = 1UL << SwModified | 1UL << SwSpecial | FrameMask | 3UL << Mat | 3UL << Plv;
    private const ulong PageNone = 1UL << SwProtNone | 1UL << NR | 1UL << NX | Plv3 | CoherentCached;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>9 bits at each of four levels (<c>CONFIG_4KB_4LEVEL</c>); a processor with 47 user address bits.</summary>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 47);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(V, "V", "valid; Linux' _PAGE_ACCESSED too"),
        new(D, "D", "dirty: stores go through"),
        new(Plv, "PLV", "privilege level that may access it", 2),
        new(Mat, "MAT", "memory access type", 2),
        new(G, "G", "global; H, maps a huge page, at an upper level"),
        new(P, "P", "present; the hardware walker sets V where it is set"),
        new(Write, "W", "writing is granted; the hardware walker sets D where it is set"),
        new(SwModified, "MODIFIED", "software: dirty"),
        new(SwProtNone, "PROTNONE", "software: present without access"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(12, "PFN", "frame", 36),
        new(SwPresentInvalid, "PRESENT_INVALID", "software: a huge page that is being split"),
        new(NR, "NR", "not readable"),
        new(NX, "NX", "not executable"),
        new(RPlv, "RPLV", "PLV alone may access it"),
    ];

    /// <summary>The kernel's helpers are the generic ones, although trap handlers, or the hardware walker, write entries
    /// without the page-table lock.</summary>
    public static PteHelpers NotAtomic => PteHelpers.GetAndClear | PteHelpers.SetWriteProtect | PteHelpers.SetAccessFlags;

    /// <summary>Stores go through only where writing is granted; no access without access.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> => (pte.Bit(D) & pte.Bit(Write).Not()).Not() & ProtNoneIsClosed(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(P) | pte.Bit(SwProtNone);

    /// <summary>Ignores G, which <c>pte_clear</c> keeps for the other page of a TLB entry's pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte.Clear(1UL << G));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(Write);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(D) | pte.Bit(SwModified);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(V);

    /// <summary>Moves D to MODIFIED first (Linux 018e9828eb52).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => Saved(pte).Clear(1UL << Write | 1UL << D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << D | 1UL << SwModified);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwModified) | pte.Bit(Write).At(D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Write) | pte.Bit(SwModified).At(D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << V);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << V);

    /// <summary>Takes V, which is young, from the protection; leaves what was dirty dirty by MODIFIED alone, granted or not.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> => Saved(pte).Only(Kept) | protection.Clear(Kept);

    /// <summary>A plain store of what is wanted (the generic <c>ptep_set_access_flags</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << 12).Only(FrameMask).Set(1UL << V | Plv3 | CoherentCached | 1UL << P);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << P);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(Huge6);

    /// <summary>Global moves to bit 12, out of the way of H (<c>pmd_mkhuge</c>).</summary>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => (pte | pte.Bit(G).At(HGlobal)).Set(1UL << Huge6);

    /// <inheritdoc/>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwProtNone);

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>: takes V and W too, as there is no other way to close an entry.</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> => Present(pte).Choose(Modify(pte, W.Of(PageNone)), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 40;

    /// <summary>Of swap device 1: offset 0 of device 0, where the header is, would be an empty slot.</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << 24).Set(1UL << 16);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> 24;

    internal static W ProtNoneIsClosed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(SwProtNone) & (pte.Bit(P) | pte.Bit(NR).Not())).Not();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Saved<W>(W pte) where W : struct, IWord<W> => pte | pte.Bit(D).At(SwModified);
}
