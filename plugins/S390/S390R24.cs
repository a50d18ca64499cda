namespace Emulator.Plugins.S390;

/// <summary>As of Linux 3.8.</summary>
public sealed class S390R24() : Architecture<S390R24Pte, S390Tracking<S390R24Pte>, S390Tlb>("s390-r24")
{
    /// <inheritdoc/>
    public override string History =>
        "entries have no dirty state: a store sets the changed bit in the storage key of its frame; before Linux "
        + "3.9, ended by abf09bed3cce";
}
