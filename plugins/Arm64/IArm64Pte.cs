using System.Runtime.CompilerServices;
using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 stage 1 entries, 4 KiB granule, as Linux uses them. Arm ARM D8.3 (descriptor formats);
/// <c>arch/arm64/include/asm/pgtable.h</c>.</summary>
/// <remarks>Hardware-dirty is "DBM set and read-only clear"; a software bit keeps dirtiness where writing was taken
/// away. A page that is clean stays read-only to hardware, granted or not.</remarks>
/// <typeparam name="TSelf">The variant, whose own helpers are called.</typeparam>
public interface IArm64Pte<TSelf> : IPteFormat where TSelf : struct, IArm64Pte<TSelf>
{
    static PteFeatures IPteFormat.Features => PteFeatures.Huge | PteFeatures.ProtNone | PteFeatures.Swap;

    static Geometry IPteFormat.Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);

    static IReadOnlyList<PteBit> IPteFormat.Bits => Named;

    /// <summary>Not granted means read-only to hardware; dirty by software and granted means writable to
    /// hardware.</summary>
    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(Dbm) | pte.Bit(RdOnly)) & (pte.Bit(SwDirty) & pte.Bit(Dbm) & pte.Bit(RdOnly)).Not();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Present<W>(W pte) => pte.Bit(Valid) | pte.Bit(NG);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Writable<W>(W pte) => pte.Bit(Dbm);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Dirty<W>(W pte) => pte.Bit(SwDirty) | HardwareDirty(pte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Young<W>(W pte) => pte.Bit(Af);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.WriteProtect<W>(W pte) =>
        (pte | HardwareDirty(pte).At(SwDirty)).Clear(1UL << Dbm).Set(1UL << RdOnly);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeClean<W>(W pte) => pte.Clear(1UL << SwDirty).Set(1UL << RdOnly);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeDirty<W>(W pte) => pte.Set(1UL << SwDirty) & ~pte.Bit(Dbm).At(RdOnly);

    /// <summary>As since Linux 6.18: hardware-writable only where it is dirty already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << Dbm) & ~pte.Bit(SwDirty).At(RdOnly);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeYoung<W>(W pte) => pte.Set(1UL << Af);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.MakeOld<W>(W pte) => pte.Clear(1UL << Af);

    static W IPteFormat.Modify<W>(W pte, W protection)
    {
        var kept = pte | HardwareDirty(pte).At(SwDirty);
        var changed = kept.Clear(Protection) | protection.Only(Protection);
        return changed & ~(changed.Bit(SwDirty) & changed.Bit(Dbm)).At(RdOnly);   // pte_mkdirty where it was dirty
    }

    /// <summary>A compare-and-swap loop that only ever adds: read-only merges as "and", the rest as "or"
    /// (<c>__ptep_set_access_flags</c>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Merge<W>(W now, W wanted) =>
        (now | wanted.Only(Granted)) & (wanted | W.Of(~(1UL << RdOnly)));

    static W IPteFormat.Leaf<W>(W frame) => (frame << 12).Only(FrameMask).Set(
        1UL << Valid | 1UL << Type1 | 1UL << User | 1UL << RdOnly | 3UL << Sh | 1UL << Af | 1UL << NG | 1UL << Pxn);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IPteFormat.Frame<W>(W pte) => pte.Only(FrameMask) >> 12;

    static Pte IPteFormat.Table(Pfn table) => new(table.Value << 12 & FrameMask | 1UL << Valid | 1UL << Type1);

    /// <summary>A block descriptor: valid, and not a table. Arm ARM D8.3.1.</summary>
    static W IPteFormat.Huge<W>(W entry) => TSelf.Present(entry) & entry.Bit(Type1).Not();

    static W IPteFormat.MakeHuge<W>(W pte) => pte.Clear(1UL << Type1);

    static W IPteFormat.ProtNone<W>(W pte) => pte.Bit(NG) & pte.Bit(Valid).Not();

    static W IPteFormat.MakeProtNone<W>(W pte) =>
        TSelf.Present(pte).Choose(pte.Clear(1UL << Valid).Set(1UL << NG), pte);

    static int IPteFormat.SwapOffsetBits => 50;

    /// <summary>Bits 12 to 61; VALID, TYPE and nG are clear (<c>arch/arm64/include/asm/pgtable.h</c>).</summary>
    static W IPteFormat.Swap<W>(W offset) => (offset << 12).Only(SwapMask);

    static W IPteFormat.SwapOffset<W>(W pte) => pte.Only(SwapMask) >> 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W HardwareDirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(Dbm) & pte.Bit(RdOnly).Not();
}
