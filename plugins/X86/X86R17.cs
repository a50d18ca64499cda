namespace Emulator.Plugins.X86;

/// <summary>Knights Landing, as of Linux 4.7.</summary>
public sealed class X86R17() : Architecture<X86R17Pte, X86StrayDirty, X86Tlb>("x86-r17")
{
    /// <inheritdoc/>
    public override string History =>
        "Knights Landing sets A and D in an empty slot, and pte_none() doesn't ignore them; before Linux 4.8";
}
