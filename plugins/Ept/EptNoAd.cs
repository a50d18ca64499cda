namespace Emulator.Plugins.Ept;

/// <summary>A guest's memory under EPT without accessed and dirty flags: KVM with <c>eptad=0</c>, or a processor that
/// has none.</summary>
public sealed class EptNoAd() : Architecture<EptNoAdPte, EptNoAdTracking, EptTlb>("ept-noad");
