using System.Runtime.CompilerServices;
using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>FEAT_HAFDBS with TCR.HA=HD=1: hardware sets AF, and on a write clears AP[2] where DBM is set, atomically
/// and only in a descriptor that still allows it. Arm ARM D8.4.6. A variant overrides what differs.</summary>
/// <typeparam name="TSelf">The variant, whose own members are called.</typeparam>
public interface IArm64DbmTracking<TSelf> : IDirtyTracking where TSelf : struct, IArm64DbmTracking<TSelf>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Atomic;

    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access)
    {
        var storable = Arm64Permissions.Storable(pte) | pte.Bit(Dbm);
        var young = pte.Set(1UL << Af);
        var entry = access.IsWrite ? young & ~pte.Bit(Dbm).At(RdOnly) : young;
        return new(Arm64Permissions.Allowed(pte, access, storable).Not(), entry);
    }

    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => TSelf.Walk(now, access);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IDirtyTracking.Suffices<W>(W cached, Access access) =>
        Arm64Permissions.Allowed(cached, access, Arm64Permissions.Storable(cached));

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;
}
