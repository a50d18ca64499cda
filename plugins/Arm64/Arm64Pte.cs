namespace Emulator.Plugins.Arm64;

/// <summary>AArch64 entries of today.</summary>
public readonly struct Arm64Pte : IArm64Pte<Arm64Pte>;
