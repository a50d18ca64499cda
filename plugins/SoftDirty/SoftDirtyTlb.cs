using System.Runtime.CompilerServices;

namespace Emulator.Plugins.SoftDirty;

/// <summary>The TLB keeps valid entries. Other cores are reached by an interrupt.</summary>
public readonly struct SoftDirtyTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(SoftDirtyPte.Valid));
}
