namespace Emulator.Plugins.Arm64;

/// <summary>Hardware dirty state as the manual has it.</summary>
public readonly struct Arm64DbmTracking : IArm64DbmTracking<Arm64DbmTracking>;
