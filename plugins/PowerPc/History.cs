namespace Emulator.Plugins.PowerPc;

/// <summary>R18: an invalidation may complete while a store made by the old translation is still under way.</summary>
public readonly struct Power9Tlb : ITlbModel
{
    /// <inheritdoc/>
    public static FlushReach Reach => RadixTlb.Reach;

    /// <inheritdoc/>
    public static bool CompletesEarly => true;

    /// <inheritdoc/>
    public static W Cached<W>(W pte) where W : struct, IWord<W> => RadixTlb.Cached(pte);
}

/// <summary>POWER9, whose tlbie doesn't wait for stores. A kernel that says it twice is safe; one that says it once isn't.</summary>
public sealed class PpcRadixR18() : Architecture<RadixPte, RadixDirty, Power9Tlb>("ppc-radix-r18")
{
    /// <inheritdoc/>
    public override string History => "POWER9: tlbie completes before stores by the old translation have landed; Linux says it twice since a5d4b5891c2f (CPU_FTR_P9_TLBIE_STQ_BUG)";
}
