namespace Emulator.Plugins.Sparc64;

/// <summary>sun4v as Linux runs it: dirtiness is software's, and a change of an entry queues its invalidation, which is
/// made before the page-table lock is dropped.</summary>
public sealed class Sparc64() : Architecture<Sparc64Pte, Sparc64Tracking, Sparc64Tlb>("sparc64")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions { get; } =
    [
        new("L9", "pte_modify takes W from the new protection, which has none, and keeps MODIFIED and WRITE: the next "
            + "store traps once, and pte_mkdirty sets W although the entry is dirty"),
    ];
}
