namespace Emulator.Plugins.Ept;

/// <summary>A guest's memory under EPT with accessed and dirty flags, as KVM runs it.</summary>
public sealed class EptAd() : Architecture<EptAdPte, EptAdTracking, EptTlb>("ept-ad");
