namespace Emulator.Plugins.PowerPc;

/// <summary>A TLB without errata.</summary>
public readonly struct RadixTlb : IRadixTlb;
