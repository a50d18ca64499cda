namespace Emulator.Plugins.X86;

/// <summary>As of Linux 7.2.</summary>
public sealed class X86R1() : Architecture<X86R1Pte, X86Dirty, X86Tlb>("x86-r1")
{
    /// <inheritdoc/>
    public override string History =>
        "pmd_modify() drops hardware's dirty bit; Linux 6.6 to 7.3-rc3, fixed by f7491d7c81db";
}
