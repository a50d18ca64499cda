using System.Runtime.CompilerServices;
using static Emulator.Plugins.Sparc64.Sparc64Bits;

namespace Emulator.Plugins.Sparc64;

/// <summary>Hardware writes no entry, and the miss handler doesn't either: it loads a valid one as it stands. A miss on
/// an invalid one and a store without W go to the fault handler, which sets accessed and modified under the page-table
/// lock.</summary>
/// <remarks>
/// The walk: <c>USER_PGTABLE_WALK_TL1</c> in <c>arch/sparc/include/asm/tsb.h</c>, <c>tsb_itlb_load</c> in
/// <c>kernel/tsb.S</c>, <c>sun4v_dtlb_prot</c> in <c>kernel/sun4v_tlb_miss.S</c>; then <c>do_sparc64_fault</c> in
/// <c>mm/fault_64.c</c>. What P and W allow: UltraSPARC-I User's Manual, tables 6-4 and 6-5.
/// <para>// Choice: loads and stores by their normal address spaces. The supervisor reaches user pages by the same
/// entries; NFO lets through no access of these kinds.</para>
/// </remarks>
public readonly struct Sparc64Tracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte);

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W>
    {
        var valid = cached.Bit(V) & cached.Bit(NFO).Not();
        var reached = access.User ? valid & cached.Bit(P).Not() : valid;
        return access.Kind switch
        {
            AccessKind.Write => reached & cached.Bit(Sparc64Bits.W),
            AccessKind.Execute => reached & cached.Bit(EP),
            _ => reached,
        };
    }

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => access.IsWrite
        ? Sparc64Pte.MakeDirty(Sparc64Pte.MakeYoung(pte))
        : Sparc64Pte.MakeYoung(pte);
}
