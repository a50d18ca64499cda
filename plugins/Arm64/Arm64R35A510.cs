namespace Emulator.Plugins.Arm64;

/// <summary>Cortex-A510, erratum 2051678.</summary>
public sealed class Arm64R35A510() : Architecture<Arm64Pte, Arm64LateTracking, Arm64Tlb>("arm64-r35-a510")
{
    /// <inheritdoc/>
    public override string History =>
        "Cortex-A510 erratum 2051678: hardware's dirty update isn't ordered with the store; Linux leaves DBM off there";
}
