using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>A VMA that a call finds.</summary>
/// <param name="Ptes">The entries of its pages.</param>
/// <param name="VmPgoff">The page offset of the first one.</param>
/// <param name="Flags">What it was mapped with.</param>
public sealed record SinglePassVma(IReadOnlyList<Pte> Ptes, ulong VmPgoff, VmFlags Flags)
{
    /// <summary>The page offsets that it maps.</summary>
    public PgoffRange Offsets => new(VmPgoff, VmPgoff + (ulong)Ptes.Count);
}
