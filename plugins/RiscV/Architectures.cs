namespace Emulator.Plugins.RiscV;

/// <summary>RV64 whose hardware sets A and D: Svadu, menvcfg.ADUE=1.</summary>
public sealed class RiscVSvadu() : Architecture<RiscVPte, RiscVSvaduTracking, RiscVTlb>("riscv-svadu")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [PlainStore.Exemption];
}

/// <summary>RV64 whose fault handler sets A and D: Svade.</summary>
public sealed class RiscVSvade() : Architecture<RiscVPte, RiscVSvadeTracking, RiscVTlb>("riscv-svade");

/// <summary>Svadu under Linux 7.0.</summary>
public sealed class RiscVR3() : Architecture<RiscVR3Pte, RiscVSvaduTracking, RiscVTlb>("riscv-r3")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => [PlainStore.Exemption];

    /// <inheritdoc/>
    public override string? History => "ptep_set_wrprotect is a read and a later store since Linux 7.0 (540de7ade1e1, for shadow stacks), so that "
        + "a dirty bit which hardware sets in between is lost; it was one atomic AND before, and no fix is known upstream.";
}

/// <summary>What the kernel's plain store of access flags costs where hardware sets dirty.</summary>
internal static class PlainStore
{
    public static LawExemption Exemption { get; } =
        new("X5", "ptep_set_access_flags() is a plain store (arch/riscv/mm/pgtable.c): whether a caller loses a bit by it is an open question");
}
