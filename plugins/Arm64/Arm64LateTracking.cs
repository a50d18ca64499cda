namespace Emulator.Plugins.Arm64;

/// <summary>Dirty state is written after the store has gone through.</summary>
public readonly struct Arm64LateTracking : IArm64DbmTracking<Arm64LateTracking>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Late;
}
