using System.Runtime.CompilerServices;
using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>The TLB keeps valid entries. Other cores are reached by an interrupt.</summary>
/// <remarks>A refill without the hardware walker loads invalid ones too; the access then traps just as it does without
/// one.</remarks>
public readonly struct LoongArchTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(V));
}
