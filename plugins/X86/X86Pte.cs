namespace Emulator.Plugins.X86;

/// <summary>x86-64 entries of today, without shadow stacks.</summary>
public readonly struct X86Pte : IX86Pte<X86Pte>;
