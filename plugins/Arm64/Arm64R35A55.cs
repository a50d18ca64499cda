namespace Emulator.Plugins.Arm64;

/// <summary>Cortex-A55, erratum 1024718.</summary>
public sealed class Arm64R35A55() : Architecture<Arm64Pte, Arm64TornTracking, Arm64Tlb>("arm64-r35-a55")
{
    /// <inheritdoc/>
    public override string History =>
        "Cortex-A55 erratum 1024718: hardware stores dirty over a change of DBM or AP[2]; Linux leaves DBM off there";
}
