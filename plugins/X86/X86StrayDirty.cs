namespace Emulator.Plugins.X86;

/// <summary>Xeon Phi x200: A and D may be set in an entry that is no longer present; the store faults.</summary>
public readonly struct X86StrayDirty : IX86Dirty<X86StrayDirty>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Stray;
}
