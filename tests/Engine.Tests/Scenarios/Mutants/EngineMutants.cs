using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

/// <summary>Deliberate defects of a machine's parts, each given from here: decorated parts, or parts in place of the engine's.</summary>
internal static class EngineMutants
{
    /// <summary>Every mutant, by what is wrong with it; made anew for each machine.</summary>
    public static IReadOnlyList<(string Name, Func<Parts> Made)> All { get; } =
    [
        .. PassMutants.All, .. FlushMutants.All, .. FaultMutants.All, .. HardwareMutants.All, .. ContentMutants.All, .. OrderMutants.All,
    ];
}
