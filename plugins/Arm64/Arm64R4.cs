namespace Emulator.Plugins.Arm64;

/// <summary>As of Linux 5.9.</summary>
public sealed class Arm64R4() : Architecture<Arm64R4Pte, Arm64DbmTracking, Arm64Tlb>("arm64-r4")
{
    /// <inheritdoc/>
    public override string History =>
        "pte_wrprotect() forgets hardware's dirtiness; Linux 4.3 to 5.9, fixed by ff1712f953e2 in 5.10";
}
