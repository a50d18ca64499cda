namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 whose TLB is filled by software: traps set accessed and dirty, without the page-table
/// lock.</summary>
public sealed class LoongArch() : Architecture<LoongArchPte, LoongArchTrapTracking, LoongArchTlb>("loongarch")
{
    internal static readonly IReadOnlyList<LawExemption> Generic =
    [
        .. new[] { "X3", "X4", "X5", "X6" }.Select(law => new LawExemption(law,
            "the generic helper is a read and a later store, while the trap handler or the walker writes the entry "
            + "without the page-table lock: whether a caller loses a bit by it is an open question")),
    ];

    internal static readonly IReadOnlyList<LawExemption> TrapsOnceMore =
    [
        .. Generic,
        new("L9", "pte_modify leaves MODIFIED and W without D: the next store traps once, and the handler sets D "
            + "although the entry is dirty"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions => TrapsOnceMore;
}
