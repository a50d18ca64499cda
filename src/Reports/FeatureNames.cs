namespace Emulator.Reports;

/// <summary>Members that a format needn't have, in words.</summary>
internal static class FeatureNames
{
    private static readonly (PteFeatures Feature, string Name)[] All =
    [
        (PteFeatures.SoftDirty, "soft-dirty"), (PteFeatures.Huge, "huge"), (PteFeatures.ProtNone, "prot-none"),
        (PteFeatures.Swap, "swap"),
    ];

    public static IReadOnlyList<string> Of(PteFeatures features) =>
        [.. All.Where(f => (features & f.Feature) != 0).Select(f => f.Name)];
}
