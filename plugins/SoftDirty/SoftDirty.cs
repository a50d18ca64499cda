namespace Emulator.Plugins.SoftDirty;

/// <summary>A generic architecture whose dirtiness is software's alone.</summary>
public sealed class SoftDirty() : Architecture<SoftDirtyPte, SoftDirtyTracking, SoftDirtyTlb>("soft-dirty");
