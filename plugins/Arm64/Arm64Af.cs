namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 whose hardware manages the access flag alone: TCR.HA=1, HD=0.</summary>
public sealed class Arm64Af() : Architecture<Arm64Pte, Arm64AfTracking<Arm64Pte>, Arm64Tlb>("arm64-af");
