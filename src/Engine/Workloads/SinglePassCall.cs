using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>One <c>apply_as</c> call, spelled out.</summary>
/// <param name="Vmas">Those that map the mapping; one or more.</param>
/// <param name="FirstIndex">The first page offset asked for.</param>
/// <param name="Nr">How many are asked for.</param>
public sealed record SinglePassCall(IReadOnlyList<SinglePassVma> Vmas, ulong FirstIndex, ulong Nr)
{
    /// <summary>The page offsets asked for.</summary>
    public PgoffRange Range => new(FirstIndex, FirstIndex + Nr);
}
