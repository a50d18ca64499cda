using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Mips;

/// <summary>The TLB keeps valid entries. Other cores are reached by an interrupt.</summary>
/// <remarks>A refill loads invalid ones too; the access then traps just as it does without one. One entry per page
/// here, where MIPS caches pages in pairs.</remarks>
public readonly struct MipsTlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(MipsPte.V));
}
