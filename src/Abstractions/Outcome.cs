namespace Emulator;

/// <summary>What a walker or a locked update decides about an entry.</summary>
/// <param name="Fault">Whether the access faults, as an answer in bit 0. The entry then stays as it was.</param>
/// <param name="Entry">Without a fault: what stands in memory afterwards. Equal to what was read: just proceed.</param>
public readonly record struct Outcome<W>(W Fault, W Entry) where W : struct, IWord<W>;
