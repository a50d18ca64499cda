using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Acme;

/// <summary>Step 10: what a TLB keeps, and who hears a flush.</summary>
public readonly struct AcmeTlb : ITlbModel
{
    /// <summary>Interrupt: the other cores are asked. Broadcast: an instruction reaches them. Synchronous: one with the
    /// change.</summary>
    public static FlushReach Reach => FlushReach.Interrupt;

    /// <summary>Valid entries, whole; zero says that an entry isn't cached.</summary>
    [MethodImpl(AggressiveInlining)]
    public static W Cached<W>(W pte) where W : struct, IWord<W> => pte & W.Spread(pte.Bit(AcmePte.Valid));
}
