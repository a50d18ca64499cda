namespace Emulator.Plugins.LoongArch;

/// <summary>The traps before D followed from W and MODIFIED.</summary>
public sealed class LoongArchR9() : Architecture<LoongArchR9Pte, LoongArchTrapTracking, LoongArchTlb>("loongarch-r9")
{
    /// <inheritdoc/>
    public override string History =>
        "pte_mkdirty sets D without W and pte_mkwrite without MODIFIED, so that stores pass ungranted or unrecorded: "
        + "Linux 5.19 to 6.1-rc6, fixed by two commits of November 2022 "
        + "(\"Set _PAGE_DIRTY only if _PAGE_WRITE is set\", \"only if _PAGE_MODIFIED is set\").";

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.TrapsOnceMore;
}
