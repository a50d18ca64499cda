using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>RV64 Sv39 entries as Linux uses them where Svrsw60t59b is there. RISC-V privileged ISA, "Sv39";
/// <c>arch/riscv/include/asm/pgtable.h</c>.</summary>
/// <remarks>Hardware's dirty bit is software's too: write-protecting leaves D where it is. An entry is a leaf by R, W and X, at
/// every level. PROT_NONE is G without V and keeps R, W and X: by them a huge one is told from a table.</remarks>
public readonly struct RiscVPte : IPteFormat
{
    private const ulong LeafBits = 1UL << Sv39.R | 1UL << Sv39.W | 1UL << Sv39.X;

    // What pte_modify takes from the new protection: _PAGE_CHG_MASK's complement, and A, which a pgprot_t of user pages has.
    private const ulong Replaced = 1UL << Sv39.V | LeafBits | 1UL << Sv39.U | 1UL << Sv39.G, Added = 1UL << Sv39.A;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    /// <inheritdoc/>
    public static Geometry Geometry => new(PageShift: 12, Levels: 3, IndexBits: 9, UserAddressBits: 38);

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(Sv39.V, "V", "valid"),
        new(Sv39.R, "R", "loads allowed"),
        new(Sv39.W, "W", "stores allowed; without R reserved"),
        new(Sv39.X, "X", "execution allowed; with R and W clear too, a table"),
        new(Sv39.U, "U", "user accesses allowed"),
        new(Sv39.G, "G", "global; PROT_NONE where V is clear"),
        new(Sv39.A, "A", "accessed; with Svadu set by hardware"),
        new(Sv39.D, "D", "dirty; with Svadu set by hardware"),
        new(Sv39.Special, "SPECIAL", "software: no struct page"),
        new(Sv39.Rsw, "RSW", "software: free"),
        new(Sv39.Ppn, "PPN", "frame", 44),
        new(Sv39.SoftDirty, "SOFT_DIRTY", "software: written since clear_refs"),
        new(Sv39.UffdWp, "UFFD_WP", "software: userfaultfd write-protect"),
        new(Sv39.Pbmt, "PBMT", "memory type (Svpbmt)", 2),
        new(Sv39.N, "N", "part of a larger range (Svnapot)"),
    ];

    /// <summary><c>ptep_set_access_flags</c> compares and stores; <c>ptep_get_and_clear</c> exchanges, and <c>ptep_set_wrprotect</c>
    /// was one atomic AND up to Linux 6.19.</summary>
    public static PteHelpers NotAtomic => PteHelpers.SetAccessFlags;

    /// <summary>What is present and writable is readable: W without R is reserved.</summary>
    public static W WellFormed<W>(W pte) where W : struct, IWord<W> => (Present(pte) & pte.Bit(Sv39.W) & pte.Bit(Sv39.R).Not()).Not();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Present<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.V) | pte.Bit(Sv39.G);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W None<W>(W pte) where W : struct, IWord<W> => W.IsZero(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Writable<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.W);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.A);

    /// <summary>Grants reading, so that no shadow stack (W without R) is left; Linux before shadow stacks took W alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Sv39.W).Set(1UL << Sv39.R);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Sv39.D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Sv39.D | 1UL << Sv39.SoftDirty);

    /// <remarks>// Choice: Linux sets W alone, and asks only for pages of a vma whose protection has R already; an execute-only
    /// page becomes readable here, so that no helper makes the reserved pair.</remarks>
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Sv39.W | 1UL << Sv39.R);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Sv39.A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Sv39.A);

    /// <inheritdoc/>
    public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> => pte.Clear(Replaced) | protection.Only(Replaced | Added);

    /// <summary>A plain store of what is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;

    /// <inheritdoc/>
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => (frame << Sv39.Ppn).Only(Sv39.FrameMask)
        .Set(1UL << Sv39.V | 1UL << Sv39.R | 1UL << Sv39.X | 1UL << Sv39.U | 1UL << Sv39.A);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Frame<W>(W pte) where W : struct, IWord<W> => pte.Only(Sv39.FrameMask) >> Sv39.Ppn;

    /// <inheritdoc/>
    public static Pte Table(Pfn table) => new(table.Value << Sv39.Ppn & Sv39.FrameMask | 1UL << Sv39.V);

    /// <inheritdoc/>
    public static W Huge<W>(W entry) where W : struct, IWord<W> => Present(entry) & W.IsZero(entry.Only(LeafBits)).Not();

    /// <inheritdoc/>
    public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => pte;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.SoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Sv39.SoftDirty);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Sv39.SoftDirty);

    /// <inheritdoc/>
    public static W ProtNone<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.G) & pte.Bit(Sv39.V).Not();

    /// <inheritdoc/>
    public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> =>
        Present(pte).Choose(pte.Clear(1UL << Sv39.V).Set(1UL << Sv39.G), pte);

    /// <inheritdoc/>
    public static int SwapOffsetBits => 64 - Sv39.SwpOffset;

    /// <remarks>// Choice: swap type 2. Type 0 with offset 0, a swap file's header, would be an empty slot; type 1's bit is D.</remarks>
    /// <inheritdoc/>
    public static W Swap<W>(W offset) where W : struct, IWord<W> => (offset << Sv39.SwpOffset).Set(2UL << Sv39.SwpType);

    /// <inheritdoc/>
    public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => pte >> Sv39.SwpOffset;

    /// <inheritdoc/>
    public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(Sv39.SwpSoftDirty);

    /// <inheritdoc/>
    public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << Sv39.SwpSoftDirty);

    /// <inheritdoc/>
    public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << Sv39.SwpSoftDirty);
}
