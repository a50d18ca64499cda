namespace Emulator.Plugins.RiscV;

/// <summary>RV64 whose fault handler sets A and D: Svade.</summary>
public sealed class RiscVSvade() : Architecture<RiscVPte, RiscVSvadeTracking<RiscVPte>, RiscVTlb>("riscv-svade");
