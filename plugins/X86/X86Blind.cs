namespace Emulator.Plugins.X86;

/// <summary>What was asked in 2001: does hardware that sets D later look at the entry again? This one
/// doesn't.</summary>
public sealed class X86Blind() : Architecture<X86Pte, X86BlindDirty, X86Tlb>("x86-blind")
{
    /// <inheritdoc/>
    public override string History =>
        "no processor that was sold: hardware that sets D without another look at the entry, as feared in 2001 (R34)";
}
