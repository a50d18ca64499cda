namespace Emulator.Engine.Formats;

/// <summary>What is asked of a format: optional members by their flags, and the bits that a format may say it is
/// without.</summary>
internal static class FormatNeeds
{
    /// <summary>A bit that says whether a page was accessed.</summary>
    public const PteFeatures AccessedBit = PteFeatures.NoAccessedBit;

    /// <summary>A bit that says whether a page was stored to.</summary>
    public const PteFeatures DirtyBit = PteFeatures.NoDirtyBit;

    private const PteFeatures Without = AccessedBit | DirtyBit;

    /// <summary>Whether an optional member is among what is needed; nearly every format has the bits.</summary>
    public static bool IsOptional(PteFeatures needs) => (needs & ~Without) != PteFeatures.None;

    /// <summary>What a format lacks of what is needed.</summary>
    /// <param name="features">The format's.</param>
    /// <param name="needs">Flags of optional members; <see cref="AccessedBit"/> and <see cref="DirtyBit"/> where those
    /// bits are needed.</param>
    public static PteFeatures Lacking(PteFeatures features, PteFeatures needs) => needs & ~(features ^ Without);
}
