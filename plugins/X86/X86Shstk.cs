namespace Emulator.Plugins.X86;

/// <summary>x86-64 with user shadow stacks: CET, Linux 6.6 and later.</summary>
public sealed class X86Shstk() : Architecture<X86ShadowStackPte, X86ShadowStackDirty, X86Tlb>("x86-shstk")
{
    /// <inheritdoc/>
    public override IReadOnlyList<LawExemption> Exemptions =>
    [
        new("L3", "a shadow-stack page is writable by being dirty: cleaning it makes it read-only"),
        new("L4", "pte_mkdirty() of a shadow-stack page makes it read-only and dirty; pte_mkwrite_shstk() follows"),
    ];
}
