using Emulator.Engine.Workloads;

namespace Emulator.Reports;

/// <summary>What became of <c>stress</c> on an architecture.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Result">What was counted; null: it failed.</param>
/// <param name="Failure">What its plugin did, as the end of a sentence; null: it didn't fail.</param>
internal sealed record Stressed(string Architecture, StressResult? Result, string? Failure = null)
{
    /// <summary>Whether something was counted.</summary>
    public bool WasRun => Result is { NotRun: null };
}
