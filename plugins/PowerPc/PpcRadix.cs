namespace Emulator.Plugins.PowerPc;

/// <summary>POWER with the radix MMU, as Linux 6.x and later run it (book3s64).</summary>
public sealed class PpcRadix() : Architecture<RadixPte, RadixDirty, RadixTlb>("ppc-radix");
