namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 whose fault handler manages both: TCR.HA=HD=0.</summary>
public sealed class Arm64Sw() : Architecture<Arm64Pte, Arm64SoftwareTracking<Arm64Pte>, Arm64Tlb>("arm64-sw");
