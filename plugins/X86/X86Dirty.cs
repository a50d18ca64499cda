namespace Emulator.Plugins.X86;

/// <summary>Processors of today, without shadow stacks: CET=0.</summary>
public readonly struct X86Dirty : IX86Dirty<X86Dirty>;
