namespace Emulator.Plugins.Mips;

/// <summary>MIPS64 release 2 with RI/XI: traps set accessed and dirty, without the page-table lock.</summary>
public sealed class Mips() : Architecture<MipsPte, MipsTracking, MipsTlb>("mips")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions { get; } =
    [
        new("L9", "pte_modify leaves MODIFIED and WRITE without D: the next store traps once, and the handler sets D although the entry is dirty"),
    ];
}
