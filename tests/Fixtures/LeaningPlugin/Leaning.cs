using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Leaning;

/// <summary>A sound architecture, all of whose formulas are in another assembly.</summary>
public sealed class Leaning() : Architecture<SoftDirtyPte, SoftDirtyTracking, SoftDirtyTlb>("leaning");
