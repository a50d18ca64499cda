namespace Emulator.Plugins.PowerPc;

/// <summary>POWER9, whose tlbie doesn't wait for stores. A kernel that says it twice is safe; one that says it once
/// isn't.</summary>
public sealed class PpcRadixR18() : Architecture<RadixPte, RadixDirty, Power9Tlb>("ppc-radix-r18")
{
    /// <inheritdoc/>
    public override string History =>
        "POWER9: tlbie completes before stores by the old translation have landed; Linux says it twice since "
        + "a5d4b5891c2f (CPU_FTR_P9_TLBIE_STQ_BUG)";
}
