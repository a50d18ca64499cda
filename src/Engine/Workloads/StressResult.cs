namespace Emulator.Engine.Workloads;

/// <summary>What a stress run found on one architecture.</summary>
/// <param name="Stores">Stores made by all cores.</param>
/// <param name="Passes">Passes run meanwhile.</param>
/// <param name="Recorded">Pages recorded, over all passes.</param>
/// <param name="Invalidations">Flushes sent.</param>
/// <param name="Lost">Pages with a store that no consumer took, neither recorded nor dirty at the end.</param>
public sealed record StressResult(ulong Stores, ulong Passes, ulong Recorded, ulong Invalidations, ulong Lost)
{
    /// <summary>Why it wasn't run, as the end of a sentence that begins with the architecture's name; null where it
    /// was.</summary>
    public string? NotRun { get; init; }

    /// <summary>Whether it says something: cores stored, and passes recorded.</summary>
    public bool IsConclusive => Stores > 0 && Recorded > 0;
}
