namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 whose hardware manages the access flag and dirty state: FEAT_HAFDBS, TCR.HA=HD=1.</summary>
public sealed class Arm64Dbm() : Architecture<Arm64Pte, Arm64DbmTracking, Arm64Tlb>("arm64-dbm");

/// <summary>AArch64 whose hardware manages the access flag alone: TCR.HA=1, HD=0.</summary>
public sealed class Arm64Af() : Architecture<Arm64Pte, Arm64AfTracking, Arm64Tlb>("arm64-af");

/// <summary>AArch64 whose fault handler manages both: TCR.HA=HD=0.</summary>
public sealed class Arm64Sw() : Architecture<Arm64Pte, Arm64SoftwareTracking, Arm64Tlb>("arm64-sw");
