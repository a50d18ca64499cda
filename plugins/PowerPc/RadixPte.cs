using System.Runtime.CompilerServices;

namespace Emulator.Plugins.PowerPc;

/// <summary>Power ISA radix entries as Linux uses them, 4 KiB pages. Power ISA 3.1B, book III, Radix Tree Page Table
/// Entry; <c>arch/powerpc/include/asm/book3s/64/pgtable.h</c>, <c>radix.h</c>.</summary>
/// <remarks>Memory holds entries big-endian; words here are the values after that (<c>pte_val</c>), with the ISA's bit
/// 0 as bit 63.
/// // Choice: 9 bits at each of four levels, 48 bits of address. The ISA's tree is 13-9-9-9 with 4 KiB pages (13-9-9-5
/// with 64 KiB): the root has 16 times the entries, and no user page above 2^48 can be named here.</remarks>
public readonly struct RadixPte : IPteFormat
{
    internal const int Exec = 0, Write = 1, Read = 2, Priv = 3, Att = 4, C = 7, R = 8;
    internal const int SwSoftDirty = 9, SwSpecial = 10, Sw1 = 11, SwInvalid = 61, Leaf62 = 62, Valid = 63;
    internal const ulong FrameMask = 0x001f_ffff_ffff_f000;   // PTE_RPN_MASK: 53 bits of real address

    // What pte_modify keeps (_PAGE_CHG_MASK), and what ptep_set_access_flags adds.
    private const ulong Kept = FrameMask | 1UL << C | 1UL << R | 1UL << SwSpecial | 1UL << Leaf62 | 1UL << SwSoftDirty;
    private const ulong Granted = 1UL << C | 1UL << R | 1UL << SwSoftDirty | 1UL << Read | 1UL << Write | 1UL << Exec;
    private const ulong PageNone = 1UL << R | 1UL << Leaf62 | 1UL << Valid;
    private const ulong Rwx = 1UL << Read | 1UL << Write | 1UL << Exec;

    /// <inheritdoc/>
    public static PteFeatures Features =>
        PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.StartKeepsEntry
            | PteFeatures.Swap;

    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(Exec, "EXEC", "EAA: execution allowed"),
        new(Write, "WRITE", "EAA: loads and stores allowed"),
        new(Read, "READ", "EAA: loads allowed"),
        new(Priv, "PRIV", "EAA: for the kernel alone"),
        new(Att, "ATT", "storage attributes", 2),
        new(C, "C", "changed, set by hardware"),
        new(R, "R", "referenced, set by hardware"),
        new(SwSoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(SwSpecial, "SPECIAL", "software: no struct page"),
        new(Sw1, "SW1", "software: unused"),
        new(12, "RPN", "frame", 41),
        new(56, "PKEY", "protection key", 5),
        new(SwInvalid, "INVALID", "software: present while V is clear"),
        new(Leaf62, "L", "leaf; Linux' _PAGE_PTE"),
        new(Valid, "V", "valid; Linux' _PAGE_PRESENT"),
    ];

    /// <summary>What is valid is a leaf, and isn't INVALID.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(Valid) & (pte.Bit(SwInvalid) | pte.Bit(Leaf62).Not())).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(Valid) | (pte.Bit(SwInvalid) & pte.Bit(Leaf62));

    /// <summary>Ignores R and C: hardware may still write them to an entry just emptied
    /// (<c>RADIX_PTE_NONE_MASK</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte.Clear(1UL << C | 1UL << R));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(Write);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(C);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(R);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Write);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << C);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << C | 1UL << SwSoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Read | 1UL << Write);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << R);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << R);

    /// <summary>Adds the protection to what stays; no <c>pgprot_t</c> is soft-dirty.</summary>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> =>
        pte.Only(Kept) | protection.Clear(1UL << SwSoftDirty);

    /// <summary>Adds to what is found (<c>radix__ptep_set_access_flags</c>). POWER9's nest MMU, for which it would
    /// invalidate and flush first, isn't modelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => now | wanted.Only(Granted);

    /// <summary>Invalid to hardware, and present to software still: the value stays readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Started<W>(W old) where W : struct, IWord<W> => old.Clear(1UL << Valid).Set(1UL << SwInvalid);

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        (frame << 12).Only(FrameMask).Set(1UL << Exec | 1UL << Read | 1UL << R | 1UL << Leaf62 | 1UL << Valid);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(FrameMask) >> 12;

    /// <summary>A page directory entry: its low bits say how many index bits the next level has.</summary>
    public static Pte Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << Valid | 9UL);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & entry.Bit(Leaf62);

    /// <summary>A leaf is a leaf at each level.</summary>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte;

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
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => Present(pte) & W.IsZero(pte.Only(Rwx));

    /// <summary><c>pte_modify</c> to <c>PAGE_NONE</c>, which is V, L and R alone (<c>_PAGE_BASE | _PAGE_NA</c>, Linux
    /// 6.12; it was for the kernel alone, PRIV, earlier): hardware refuses every access, and the page counts as
    /// young.</summary>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(Modify(pte, W.Of(PageNone)), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 41;

    /// <inheritdoc/>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << 12).Only(FrameMask).Set(1UL << Leaf62);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => Frame(pte);

    /// <inheritdoc/>
    public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(SwSoftDirty);

    /// <inheritdoc/>
    public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << SwSoftDirty);

    /// <inheritdoc/>
    public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << SwSoftDirty);
}
