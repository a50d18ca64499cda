namespace Emulator.Plugins.X8632;

/// <summary>32-bit x86 without PAE, as Linux 6.6 and later run it: the two levels of the 80386.</summary>
public sealed class X8632() : Architecture<X8632Pte, X8632Dirty, X8632Tlb>("x86-32");
