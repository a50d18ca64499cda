namespace Emulator.Plugins.Arm64;

/// <summary>Dirty state is written without a second look: what was read is stored over what stands there by
/// then.</summary>
public readonly struct Arm64TornTracking : IArm64DbmTracking<Arm64TornTracking>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.ReadThenWrite;
}
