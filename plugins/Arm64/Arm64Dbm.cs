namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 whose hardware manages the access flag and dirty state: FEAT_HAFDBS, TCR.HA=HD=1.</summary>
public sealed class Arm64Dbm() : Architecture<Arm64Pte, Arm64DbmTracking, Arm64Tlb>("arm64-dbm");
