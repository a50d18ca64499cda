using static Emulator.Plugins.X86.X86Bits;

namespace Emulator.Plugins.X86;

/// <summary>x86-64 entries with shadow stacks: read-only and dirty is a page that shadow-stack stores go to. Intel SDM
/// vol. 3A, 4.6; Linux 6.6, <c>pte_shstk</c>.</summary>
public readonly struct X86ShadowStackPte : IX86Pte<X86ShadowStackPte>
{
    static W IPteFormat.WellFormed<W>(W pte) => pte.Bit(SwSavedDirty).Not() | (pte.Bit(RW).Not() & pte.Bit(D).Not());

    static W IPteFormat.Writable<W>(W pte) => pte.Bit(RW) | IsShadowStack(pte);

    internal static W IsShadowStack<W>(W pte) where W : struct, IWord<W> => pte.Bit(RW).Not() & pte.Bit(D);
}
