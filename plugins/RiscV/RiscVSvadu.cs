namespace Emulator.Plugins.RiscV;

/// <summary>RV64 whose hardware sets A and D: Svadu, menvcfg.ADUE=1.</summary>
public sealed class RiscVSvadu() : Architecture<RiscVPte, RiscVSvaduTracking, RiscVTlb>("riscv-svadu")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [PlainStore.Exemption];
}
