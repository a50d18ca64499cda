using System.Runtime.CompilerServices;
using static Emulator.Plugins.Arm64.Arm64Bits;

namespace Emulator.Plugins.Arm64;

/// <summary>The TLB keeps valid descriptors whose access flag is set (Arm ARM D8.4.5: others aren't cached). A TLBI
/// reaches every core in the inner shareable domain; it is complete after a DSB of the issuing one.</summary>
public readonly struct Arm64Tlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Broadcast;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(Valid) & pte.Bit(Af));
}
