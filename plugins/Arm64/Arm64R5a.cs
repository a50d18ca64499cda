namespace Emulator.Plugins.Arm64;

/// <summary>As of Linux 4.5.</summary>
public sealed class Arm64R5a() : Architecture<Arm64R5aPte, Arm64DbmTracking, Arm64Tlb>("arm64-r5a")
{
    /// <inheritdoc/>
    public override string History =>
        "ptep_set_access_flags() stores over hardware's update; Linux 4.3 to 4.5, fixed by 66dbd6e61a52 in 2016";
}
