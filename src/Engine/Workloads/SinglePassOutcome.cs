using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>What a single call did.</summary>
/// <param name="Ptes">The entries afterwards, of each VMA.</param>
/// <param name="Result">What <see cref="ApplyAs{TPte}"/> gave back.</param>
/// <param name="Recorded">The page offsets recorded.</param>
/// <param name="Flushes">What was flushed, in order: the VMA's number and its page offsets.</param>
public sealed record SinglePassOutcome(
    IReadOnlyList<IReadOnlyList<Pte>> Ptes,
    PassResult Result,
    IReadOnlyList<ulong> Recorded,
    IReadOnlyList<(int Vma, PgoffRange Pages)> Flushes);
