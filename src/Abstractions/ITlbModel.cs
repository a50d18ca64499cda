namespace Emulator;

/// <summary>What a TLB keeps of an entry and who hears a flush. Entries, ways and replacement are the engine's, from
/// its config.</summary>
public interface ITlbModel
{
    /// <summary>How an invalidation reaches the other cores.</summary>
    static abstract FlushReach Reach { get; }

    /// <summary>Whether an invalidation may complete while a store made by the old translation is still under way, so
    /// that a second one is needed: an erratum. POWER9 (Linux: <c>CPU_FTR_P9_TLBIE_STQ_BUG</c>), Cortex-A76 1286807
    /// (<c>ARM64_WORKAROUND_REPEAT_TLBI</c>).</summary>
    static virtual bool CompletesEarly => false;

    /// <summary>The part of an entry that a fill keeps; 0: such an entry isn't cached. Something kept of an entry that
    /// isn't present is kept too, and refuses until it is dropped: RISC-V before Svvptc, an IOMMU in caching
    /// mode.</summary>
    static abstract W Cached<W>(W pte) where W : struct, IWord<W>;
}
