namespace Emulator.Plugins.Arm64;

/// <summary>As of Linux 6.17.</summary>
public sealed class Arm64R7() : Architecture<Arm64R7Pte, Arm64DbmTracking, Arm64Tlb>("arm64-r7")
{
    /// <inheritdoc/>
    public override string History => "pte_mkwrite() makes clean pages dirty; before Linux 6.18, fixed by 143937ca51cc";
}
