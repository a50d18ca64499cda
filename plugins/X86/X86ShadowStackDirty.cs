using static Emulator.Plugins.X86.X86Bits;

namespace Emulator.Plugins.X86;

/// <summary>As <see cref="X86Dirty"/>; a store to a shadow-stack page is one that the processor makes by itself, as by
/// CALL.</summary>
public readonly struct X86ShadowStackDirty : IX86Dirty<X86ShadowStackDirty>
{
    // To a store of its kind, a shadow-stack page is as good as writable.
    static W IX86Dirty<X86ShadowStackDirty>.Storable<W>(W pte) => pte.Bit(RW) | X86ShadowStackPte.IsShadowStack(pte);
}
