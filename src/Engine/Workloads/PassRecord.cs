namespace Emulator.Engine.Workloads;

/// <summary>A pass of a comparison, on one architecture.</summary>
/// <param name="Architecture">Its name.</param>
/// <param name="Pass">Counted from 0.</param>
/// <param name="Pages">The virtual pages recorded, in order.</param>
public sealed record PassRecord(string Architecture, int Pass, IEnumerable<Vpn> Pages);
