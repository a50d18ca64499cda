namespace Emulator.Plugins.Mips;

/// <summary>MIPS64 release 2 with RI/XI: traps set accessed and dirty, without the page-table lock.</summary>
public sealed class Mips() : Architecture<MipsPte, MipsTracking, MipsTlb>("mips")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions { get; } =
    [
        .. new[] { "X3", "X4", "X5", "X6" }.Select(law => new LawExemption(law,
            "the generic helper is a read and a later store, while the trap handler writes the entry "
            + "without the page-table lock: whether a caller loses a bit by it is an open question")),
        new("L9", "pte_modify leaves MODIFIED and WRITE without D: the next store traps once, and the handler sets D "
            + "although the entry is dirty"),
    ];
}
