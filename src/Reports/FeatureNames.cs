namespace Emulator.Reports;

/// <summary>What a format has or lacks, in words.</summary>
internal static class FeatureNames
{
    private static readonly (PteFeatures Feature, string Name)[] Optional =
    [
        (PteFeatures.SoftDirty, "soft-dirty"), (PteFeatures.Huge, "huge"), (PteFeatures.ProtNone, "prot-none"),
        (PteFeatures.Swap, "swap"),
    ];

    private static readonly (PteFeatures Feature, string Name)[] Bits =
    [
        (PteFeatures.NoAccessedBit, "an accessed bit"), (PteFeatures.NoDirtyBit, "a dirty bit"),
    ];

    /// <summary>Members that a format needn't have, and has.</summary>
    public static IReadOnlyList<string> Of(PteFeatures features) => Named(Optional, features);

    /// <summary>What is missing: members by their flags, and the bits that a format may say it is without.</summary>
    public static IReadOnlyList<string> Lacking(PteFeatures missing) => Named([.. Optional, .. Bits], missing);

    private static IReadOnlyList<string> Named(IEnumerable<(PteFeatures Feature, string Name)> all, PteFeatures some) =>
        [.. all.Where(f => (some & f.Feature) != 0).Select(f => f.Name)];
}
