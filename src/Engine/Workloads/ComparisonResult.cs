namespace Emulator.Engine.Workloads;

/// <summary>One architecture's part of a comparison.</summary>
/// <param name="Architecture">Its name.</param>
/// <param name="Counts">What was counted; null where it failed, or the round needs what the format lacks.</param>
/// <param name="Failure">What its plugin threw; null where nothing.</param>
public sealed record ComparisonResult(string Architecture, RunCounts? Counts, Exception? Failure = null);
