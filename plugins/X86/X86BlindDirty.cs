namespace Emulator.Plugins.X86;

/// <summary>What nobody has built: hardware that sets D without another look at the entry, and lets the store
/// through.</summary>
public readonly struct X86BlindDirty : IX86Dirty<X86BlindDirty>
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Blind;
}
