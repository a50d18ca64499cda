using System.Runtime.CompilerServices;
using static Emulator.Plugins.X8632.X8632Bits;

namespace Emulator.Plugins.X8632;

/// <summary>The TLB keeps the leaf as it was at the fill, dirty bit included, and never one that wasn't accessed. Intel
/// SDM vol. 3A, 4.10.2. Other cores are reached by an interrupt.</summary>
public readonly struct X8632Tlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(P) & pte.Bit(A));
}
