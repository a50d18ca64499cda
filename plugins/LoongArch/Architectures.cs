namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 whose TLB is filled by software: traps set accessed and dirty, without the page-table lock.</summary>
public sealed class LoongArch() : Architecture<LoongArchPte, LoongArchTrapTracking, LoongArchTlb>("loongarch")
{
    internal static readonly IReadOnlyList<LawExemption> Generic =
    [
        .. new[] { "X3", "X4", "X5", "X6" }.Select(law => new LawExemption(law, "the generic helper is a read and a later store, while the trap handler or the "
            + "walker writes the entry without the page-table lock: whether a caller loses a bit by it is an open question")),
    ];

    internal static readonly IReadOnlyList<LawExemption> TrapsOnceMore =
    [
        .. Generic,
        new("L9", "pte_modify leaves MODIFIED and W without D: the next store traps once, and the handler sets D although the entry is dirty"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => TrapsOnceMore;
}

/// <summary>LoongArch64 with the hardware page table walker.</summary>
public sealed class LoongArchPtw() : Architecture<LoongArchPte, LoongArchPtwTracking, LoongArchTlb>("loongarch-ptw")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.Generic;
}

/// <summary>The hardware walker before write-protection knew of it.</summary>
public sealed class LoongArchR2() : Architecture<LoongArchR2Pte, LoongArchPtwTracking, LoongArchTlb>("loongarch-r2")
{
    /// <inheritdoc/>
    public override string? History =>
        "pte_wrprotect loses dirtiness that the hardware walker left in D alone: Linux 6.5 (01158487af60, 2023) to 7.0, fixed by 018e9828eb52.";

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.Generic;
}

/// <summary>The traps before D followed from W and MODIFIED.</summary>
public sealed class LoongArchR9() : Architecture<LoongArchR9Pte, LoongArchTrapTracking, LoongArchTlb>("loongarch-r9")
{
    /// <inheritdoc/>
    public override string? History =>
        "pte_mkdirty sets D without W and pte_mkwrite without MODIFIED, so that stores pass ungranted or unrecorded: Linux 5.19 to 6.1-rc6, "
        + "fixed by two commits of November 2022 (\"Set _PAGE_DIRTY only if _PAGE_WRITE is set\", \"only if _PAGE_MODIFIED is set\").";

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => LoongArch.TrapsOnceMore;
}
