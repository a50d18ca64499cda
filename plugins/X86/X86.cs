namespace Emulator.Plugins.X86;

/// <summary>x86-64 with four levels, as Linux 6.6 and later run it.</summary>
public sealed class X86() : Architecture<X86Pte, X86Dirty, X86Tlb>("x86");
