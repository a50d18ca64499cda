using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Mips;

/// <summary>MIPS64 entries as Linux uses them: a page table that software walks, its upper part made for EntryLo.
/// <c>arch/mips/include/asm/pgtable-bits.h</c>, <c>pgtable.h</c>; MIPS64 Privileged Resource Architecture,
/// EntryLo0.</summary>
/// <remarks>Bit numbers are those of a 64-bit release 2 (or later) kernel with RI/XI, huge pages, SPECIAL and
/// SOFT_DIRTY, 4 KiB pages, 48 bits of address. SOFT_DIRTY is there where <c>CONFIG_HAVE_ARCH_SOFT_DIRTY</c> is, in
/// kernels after 6.12: Linux 6.12 has none, and XI and all above stand one bit lower there. Hardware knows what is from
/// XI up; VALID is "silent read", DIRTY "silent write". A table's entry has PRESENT set here; Linux stores the table's
/// virtual address.</remarks>
public readonly struct MipsPte : IPteFormat
{
    internal const int SwPresent = 0, SwWrite = 1, SwAccessed = 2, SwModified = 3, SwHuge = 4, SwSpecial = 5,
        SwSoftDirty = 6;
    internal const int XI = 7, RI = 8, G = 9, V = 10, D = 11, C = 12, Pfn = 15;
    internal const ulong FrameMask = ulong.MaxValue << Pfn;
    private const ulong CacheCoherent = 5UL << C;

    // What pte_modify keeps (_PAGE_CHG_MASK).
    private const ulong Kept = 1UL << SwAccessed | 1UL << SwModified | 1UL << SwSoftDirty | 1UL << SwSpecial | 7UL << C
        | FrameMask;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ModifyHuge
        | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <summary>9 bits at each of four levels: <c>CONFIG_MIPS_VA_BITS_48</c> with 4 KiB pages.</summary>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(SwPresent, "PRESENT", "software: a mapping"),
        new(SwWrite, "WRITE", "software: writing is granted"),
        new(SwAccessed, "ACCESSED", "software: accessed"),
        new(SwModified, "MODIFIED", "software: dirty"),
        new(SwHuge, "HUGE", "software: maps a huge page, at an upper level"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(SwSoftDirty, "SOFT_DIRTY",
            "software: written since clear_refs; not in Linux 6.12, where XI and all above are a bit lower"),
        new(XI, "XI", "execute inhibit"),
        new(RI, "RI", "read inhibit"),
        new(G, "G", "global"),
        new(V, "V", "valid: loads go through"),
        new(D, "D", "dirty: stores go through"),
        new(C, "C", "cacheability and coherency", 3),
        new(Pfn, "PFN", "frame", 49),
    ];

    /// <summary>The kernel's helpers are the generic ones or a plain store, although trap handlers write entries
    /// without the page-table lock.</summary>
    public static PteHelpers NotAtomic => PteHelpers.GetAndClear | PteHelpers.SetWriteProtect
        | PteHelpers.SetAccessFlags;

    /// <summary>Hardware lets through only what software knows of: loads to accessed pages, stores to granted and
    /// modified ones.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(V) & pte.Bit(SwAccessed).Not()).Not()
            & (pte.Bit(D) & (pte.Bit(SwWrite) & pte.Bit(SwModified)).Not()).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwPresent);

    /// <summary>Ignores G, which <c>pte_clear</c> keeps for the other page of a TLB entry's pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte.Clear(1UL << G));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwWrite);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwModified);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwAccessed);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwWrite | 1UL << D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwModified | 1UL << D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwModified | 1UL << SwSoftDirty) | pte.Bit(SwWrite).At(D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwWrite) | pte.Bit(SwModified).At(D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> =>
        pte.Set(1UL << SwAccessed) | pte.Bit(RI).Not().At(V);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwAccessed | 1UL << V);

    /// <summary>Derives V from what was accessed; leaves what was dirty dirty without D, granted or not. A
    /// <c>pgprot_t</c> of user pages holds neither.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W>
    {
        var changed = pte.Only(Kept) | protection.Clear(Kept | 1UL << V | 1UL << D);
        return changed | (changed.Bit(SwAccessed) & changed.Bit(RI).Not()).At(V);
    }

    /// <summary>Keeps HUGE, and derives nothing (<c>pmd_modify</c>).</summary>
    public static W ModifyHuge<W>(W entry, W protection) where W : struct, IWord<W> =>
        entry.Only(Kept | 1UL << SwHuge) | protection.Clear(Kept | 1UL << SwHuge);

    /// <summary>A plain store of what is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << Pfn).Set(1UL << SwPresent | 1UL << SwAccessed | 1UL << V | CacheCoherent);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte >> Pfn;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => new(table.Value << Pfn | 1UL << SwPresent);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(SwHuge);

    /// <inheritdoc/>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwHuge);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwSoftDirty);

    /// <summary>Linux' <c>PAGE_NONE</c>: present and not to be read. It has no <c>pte_protnone</c> here.</summary>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte) & pte.Bit(RI) & pte.Bit(XI) & pte.Bit(SwWrite).Not();

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>: takes WRITE too, as a store asks for nothing else.</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(pte.Clear(1UL << SwWrite | 1UL << V | 1UL << D).Set(1UL << RI | 1UL << XI), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 40;

    /// <summary>Of swap device 1: offset 0 of device 0, where the header is, would be an empty slot.</summary>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << 24).Set(1UL << 16);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> 24;

    /// <inheritdoc/>
    public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwSoftDirty);

    /// <inheritdoc/>
    public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwSoftDirty);

    /// <inheritdoc/>
    public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwSoftDirty);
}
