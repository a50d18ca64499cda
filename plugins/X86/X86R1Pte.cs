using static Emulator.Plugins.X86.X86Bits;

namespace Emulator.Plugins.X86;

/// <summary>R1: <c>pmd_modify</c> forgets hardware's dirty bit. Linux 6.6 to 7.3-rc3.</summary>
public readonly struct X86R1Pte : IX86Pte<X86R1Pte>
{
    static PteFeatures IPteFormat.Features => IX86Pte<X86R1Pte>.Optional | PteFeatures.ModifyHuge;

    // What is kept lacks D: _HPAGE_CHG_MASK.
    static W IPteFormat.ModifyHuge<W>(W entry, W protection) =>
        IX86Pte<X86R1Pte>.Modified(entry.Clear(1UL << D), protection);
}
