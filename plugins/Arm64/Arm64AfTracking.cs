using System.Runtime.CompilerServices;
using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>TCR.HA=1, HD=0: hardware sets AF; a store to a clean page takes a permission fault and the handler makes it
/// dirty under the page-table lock. Arm ARM D8.4.5; <c>arch/arm64/mm/fault.c</c>.</summary>
/// <typeparam name="TPte">The format whose helpers the handler uses.</typeparam>
public readonly struct Arm64AfTracking<TPte> : IDirtyTracking where TPte : struct, IPteFormat
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte.Set(1UL << Af));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        Arm64Permissions.Allowed(cached, access, Arm64Permissions.Storable(cached));

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? TPte.MakeDirty(TPte.MakeYoung(pte)) : pte;
}
