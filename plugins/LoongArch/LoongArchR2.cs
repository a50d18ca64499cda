namespace Emulator.Plugins.LoongArch;

/// <summary>The hardware walker before write-protection knew of it.</summary>
public sealed class LoongArchR2() : Architecture<LoongArchR2Pte, LoongArchPtwTracking, LoongArchTlb>("loongarch-r2")
{
    /// <inheritdoc/>
    public override string History =>
        "pte_wrprotect loses dirtiness that the hardware walker left in D alone: Linux 6.5 (01158487af60, 2023) to "
        + "7.0, fixed by 018e9828eb52.";

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.Generic;
}
