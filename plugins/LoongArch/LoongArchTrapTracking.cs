using System.Runtime.CompilerServices;
using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>No hardware walker: the refill handler loads the entry as it stands; loads of an invalid one and stores to
/// one without D trap. <c>arch/loongarch/mm/tlbex.S</c>: <c>handle_tlb_load</c>, <c>handle_tlb_store</c>,
/// <c>handle_tlb_modify</c>.</summary>
public readonly struct LoongArchTrapTracking : IDirtyTracking
{
    private const ulong Stored = 1UL << V | 1UL << D | 1UL << SwModified;

    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <summary>The handlers change the entry by LL/SC, and leave to the full fault what isn't present or
    /// granted.</summary>
    public static bool TrapTakesLock => false;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte);

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        LoongArchPermissions.Allowed(cached, access, cached.Bit(V), cached.Bit(D));

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => access.IsWrite
        ? (pte.Bit(P) & pte.Bit(Write)).Choose(pte.Set(Stored), pte)
        : pte | pte.Bit(P).At(V);
}
