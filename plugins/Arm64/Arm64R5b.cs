namespace Emulator.Plugins.Arm64;

/// <summary>As of Linux 4.12.</summary>
public sealed class Arm64R5b() : Architecture<Arm64R5bPte, Arm64DbmTracking, Arm64Tlb>("arm64-r5b")
{
    /// <inheritdoc/>
    public override string History =>
        "ptep_set_access_flags() merges read-only the wrong way; from 66dbd6e61a52 in 2016, fixed by 6d332747fa5f in "
        + "2017";
}
