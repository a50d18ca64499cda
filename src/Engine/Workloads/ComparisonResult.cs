namespace Emulator.Engine.Workloads;

/// <summary>One architecture's part of a comparison.</summary>
/// <param name="Architecture">Its name.</param>
/// <param name="Counts">What was counted; null where it failed or wasn't run.</param>
/// <param name="Failure">What its plugin threw; null where nothing.</param>
/// <param name="NotRun">Why it wasn't run, as the end of a sentence that begins with its name; null where it
/// was.</param>
public sealed record ComparisonResult(string Architecture, RunCounts? Counts, Exception? Failure = null,
    string? NotRun = null)
{
    /// <summary>Whether it would be run if addresses were folded.</summary>
    public bool IsTooNarrow { get; init; }
}
