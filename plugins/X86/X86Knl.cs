namespace Emulator.Plugins.X86;

/// <summary>Knights Landing, as of Linux 4.8 and later: the defect is still there, and empty slots are told by what is
/// left without A and D.</summary>
public sealed class X86Knl() : Architecture<X86Pte, X86StrayDirty, X86Tlb>("x86-knl")
{
    /// <inheritdoc/>
    public override string History =>
        "Knights Landing sets A and D in an empty slot; pte_none() has ignored them since Linux 4.8 (e4a84be6f05e)";
}
