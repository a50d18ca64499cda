namespace Emulator.Plugins.LoongArch;

/// <summary>LoongArch64 entries of today.</summary>
public readonly struct LoongArchPte : ILoongArchPte<LoongArchPte>;
