namespace Emulator.Plugins.Arm64;

/// <summary>AmpereOne, erratum AC03_CPU_38.</summary>
public sealed class Arm64R35AmpereOne() : Architecture<Arm64Pte, Arm64StrayTracking, Arm64Tlb>("arm64-r35-ampereone")
{
    /// <inheritdoc/>
    public override string History =>
        "AmpereOne erratum AC03_CPU_38: hardware updates an entry that was made invalid; Linux leaves hardware "
        + "updates off there";
}
