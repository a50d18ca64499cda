using System.Runtime.CompilerServices;
using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>Mappings are kept of entries that are present and well configured, D included, until INVEPT. Intel SDM vol.
/// 3C, "Caching Translation Information" and "Guidelines for Use of the INVEPT Instruction". KVM makes the other
/// vCPUs leave the guest, and each invalidates before it enters again
/// (<c>kvm_flush_remote_tlbs</c>).</summary>
public readonly struct EptTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> =>
        pte & W.Spread((pte.Bit(R) | pte.Bit(X)) & EptPermissions.Configured(pte));
}
