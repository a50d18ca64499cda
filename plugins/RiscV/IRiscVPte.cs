using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>RV64 Sv39 entries as Linux uses them where Svrsw60t59b is there. RISC-V privileged ISA, "Sv39";
/// <c>arch/riscv/include/asm/pgtable.h</c>.</summary>
/// <remarks>Hardware's dirty bit is software's too: write-protecting leaves D where it is. An entry is a leaf by R, W
/// and X, at every level. PROT_NONE is G without V and keeps R, W and X: by them a huge one is told from a
/// table.</remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface IRiscVPte<TSelf> : IPteFormat where TSelf : struct, IRiscVPte<TSelf>
{
    static PteFeatures IPteFormat.Features =>
        PteFeatures.SoftDirty | PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 3, IndexBits: 9, UserAddressBits: 38);

    static IReadOnlyList<PteBit> IPteFormat.Bits => Sv39.Named;

    /// <summary><c>ptep_set_access_flags</c> compares and stores; <c>ptep_get_and_clear</c> exchanges, and
    /// <c>ptep_set_wrprotect</c> was one atomic AND up to Linux 6.19.</summary>
    static PteHelpers IPteFormat.NotAtomic => PteHelpers.SetAccessFlags;

    /// <summary>What is present and writable is readable: W without R is reserved.</summary>
    static W IPteFormat.WellFormed<W>(W pte) => (TSelf.Present(pte) & pte.Bit(Sv39.W) & pte.Bit(Sv39.R).Not()).Not();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(Sv39.V) | pte.Bit(Sv39.G);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(Sv39.W);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(Sv39.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Young<W>(W pte) => pte.Bit(Sv39.A);

    /// <summary>Grants reading, so that no shadow stack (W without R) is left; Linux before shadow stacks took W
    /// alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) => pte.Clear(1UL << Sv39.W).Set(1UL << Sv39.R);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeClean<W>(W pte) => pte.Clear(1UL << Sv39.D);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeDirty<W>(W pte) => pte.Set(1UL << Sv39.D | 1UL << Sv39.SoftDirty);

    /// <remarks>// Choice: Linux sets W alone, and asks only for pages of a vma whose protection has R already; an
    /// execute-only page becomes readable here, so that no helper makes the reserved pair.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << Sv39.W | 1UL << Sv39.R);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeYoung<W>(W pte) => pte.Set(1UL << Sv39.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeOld<W>(W pte) => pte.Clear(1UL << Sv39.A);

    static W IPteFormat.Modify<W>(W pte, W protection) =>
        pte.Clear(Sv39.Replaced) | protection.Only(Sv39.Replaced | Sv39.Added);

    /// <summary>A plain store of what is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) => wanted;

    static W IPteFormat.Leaf<W>(W frame) => (frame << Sv39.Ppn).Only(Sv39.FrameMask)
        .Set(1UL << Sv39.V | 1UL << Sv39.R | 1UL << Sv39.X | 1UL << Sv39.U | 1UL << Sv39.A);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => pte.Only(Sv39.FrameMask) >> Sv39.Ppn;

    static Pte IPteFormat.Table(Pfn table) => new(table.Value << Sv39.Ppn & Sv39.FrameMask | 1UL << Sv39.V);

    static W IPteFormat.Huge<W>(W entry) => TSelf.Present(entry) & W.IsZero(entry.Only(Sv39.LeafBits)).Not();

    static W IPteFormat.MakeHuge<W>(W pte) => pte;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.SoftDirty<W>(W pte) => pte.Bit(Sv39.SoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeSoftDirty<W>(W pte) => pte.Set(1UL << Sv39.SoftDirty);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.ClearSoftDirty<W>(W pte) => pte.Clear(1UL << Sv39.SoftDirty);

    static W IPteFormat.ProtNone<W>(W pte) => pte.Bit(Sv39.G) & pte.Bit(Sv39.V).Not();

    static W IPteFormat.MakeProtNone<W>(W pte) =>
        TSelf.Present(pte).Choose(pte.Clear(1UL << Sv39.V).Set(1UL << Sv39.G), pte);

    static int IPteFormat.SwapOffsetBits => 64 - Sv39.SwpOffset;

    /// <remarks>// Choice: swap type 2. Type 0 with offset 0, a swap file's header, would be an empty slot; type 1's
    /// bit is D.</remarks>
    static W IPteFormat.Swap<W>(W offset) => (offset << Sv39.SwpOffset).Set(2UL << Sv39.SwpType);

    static W IPteFormat.SwapOffset<W>(W pte) => pte >> Sv39.SwpOffset;

    static W IPteFormat.SwapSoftDirty<W>(W pte) => pte.Bit(Sv39.SwpSoftDirty);

    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => pte.Set(1UL << Sv39.SwpSoftDirty);

    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => pte.Clear(1UL << Sv39.SwpSoftDirty);
}
