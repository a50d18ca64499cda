namespace Emulator.Plugins.Alpha;

/// <summary>DEC Alpha under the OSF/1 PALcode, as Linux runs it: faults set accessed and dirty, under the page-table
/// lock.</summary>
public sealed class Alpha() : Architecture<AlphaPte, AlphaTracking, AlphaTlb>("alpha")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions { get; } =
    [
        new("L14", "pte_write() is !FOW (arch/alpha/include/asm/pgtable.h), also of an empty slot, where the header "
            + "calls it undefined: apply_as_wrprotect, which doesn't ask pte_present(), leaves FOW in empty slots"),
    ];
}
