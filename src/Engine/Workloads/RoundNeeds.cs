using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>Which ways to find dirty pages an architecture lends itself to.</summary>
internal static class RoundNeeds
{
    /// <summary>Why a round can't be run, as the end of a sentence that begins with the architecture's name; null: it
    /// can.</summary>
    public static string? Missing<TPte, TDirty>(TrackingRound round)
        where TPte : struct, IPteFormat where TDirty : struct, IDirtyTracking => round switch
    {
        TrackingRound.SoftDirty when Lacks<TPte>(PteFeatures.SoftDirty) => "has no soft-dirty bit",
        TrackingRound.Clean when Lacks<TPte>(FormatNeeds.DirtyBit) => "has no dirty bit",
        TrackingRound.WriteProtect when TDirty.FaultIsFinal(new(AccessKind.Write)) =>
            "tells nobody of a store to a write-protected page",
        _ => null,
    };

    private static bool Lacks<TPte>(PteFeatures needed) where TPte : struct, IPteFormat =>
        FormatNeeds.Lacking(TPte.Features, needed) != PteFeatures.None;
}
