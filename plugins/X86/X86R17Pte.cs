namespace Emulator.Plugins.X86;

/// <summary>R17: an empty slot is one that is all zero. Linux before 4.8.</summary>
public readonly struct X86R17Pte : IX86Pte<X86R17Pte>
{
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte);
}
