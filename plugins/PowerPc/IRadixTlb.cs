using System.Runtime.CompilerServices;

namespace Emulator.Plugins.PowerPc;

/// <summary>The TLB keeps valid leaves that were referenced, C included. A tlbie reaches every core; it is complete
/// after the issuing core's <c>eieio; tlbsync; ptesync</c>. A processor with an erratum overrides what
/// differs.</summary>
public interface IRadixTlb : ITlbModel
{
    static FlushReach ITlbModel.Reach => FlushReach.Broadcast;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W ITlbModel.Cached<W>(W pte) =>
        pte & W.Spread(pte.Bit(RadixPte.Valid) & pte.Bit(RadixPte.Leaf62) & pte.Bit(RadixPte.R));
}
