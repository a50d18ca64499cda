namespace Emulator.Plugins.Arm64;

/// <summary>Dirty state may still be written in an entry that is no longer valid; the store faults.</summary>
public readonly struct Arm64StrayTracking : IArm64DbmTracking<Arm64StrayTracking>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray;
}
