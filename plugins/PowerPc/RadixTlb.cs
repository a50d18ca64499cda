using System.Runtime.CompilerServices;

namespace Emulator.Plugins.PowerPc;

/// <summary>The TLB keeps valid leaves that were referenced, C included. A tlbie reaches every core; it is complete after the
/// issuing core's <c>eieio; tlbsync; ptesync</c>.</summary>
/// <remarks>POWER9's tlbie, complete before earlier stores through the old translation (Linux a5d4b5891c2f), isn't this one.</remarks>
public readonly struct RadixTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Broadcast;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> =>
        pte & W.Spread(pte.Bit(RadixPte.Valid) & pte.Bit(RadixPte.Leaf62) & pte.Bit(RadixPte.R));
}
