namespace Emulator.Plugins.RiscV;

/// <summary>Svadu under Linux 7.0.</summary>
public sealed class RiscVR3() : Architecture<RiscVR3Pte, RiscVSvaduTracking, RiscVTlb>("riscv-r3")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [PlainStore.Exemption];

    /// <inheritdoc/>
    public override string History =>
        "ptep_set_wrprotect is a read and a later store since Linux 7.0 (540de7ade1e1, for shadow stacks), so that a "
        + "dirty bit which hardware sets in between is lost; it was one atomic AND before, and no fix is known "
        + "upstream.";
}
