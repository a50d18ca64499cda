namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 with the hardware page table walker.</summary>
public sealed class LoongArchPtw() : Architecture<LoongArchPte, LoongArchPtwTracking, LoongArchTlb>("loongarch-ptw")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.Generic;
}
