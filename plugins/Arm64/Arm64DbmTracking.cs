using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Arm64;

/// <summary>FEAT_HAFDBS with TCR.HA=HD=1: hardware sets AF, and on a write clears AP[2] where DBM is set, atomically and only
/// in a descriptor that still allows it. Arm ARM D8.4.6.</summary>
public readonly struct Arm64DbmTracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var storable = Arm64Permissions.Storable(pte) | pte.Bit(Arm64Pte.Dbm);
        var young = pte.Set(1UL << Arm64Pte.Af);
        var entry = access.IsWrite ? young & ~pte.Bit(Arm64Pte.Dbm).At(Arm64Pte.RdOnly) : young;
        return new(Arm64Permissions.Allowed(pte, access, storable).Not(), entry);
    }

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        Arm64Permissions.Allowed(cached, access, Arm64Permissions.Storable(cached));

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}
