using Emulator.Engine.Cpu;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A real entry, where what a helper that isn't atomic stores is kept for a later operation.</summary>
internal ref struct DeferringSlot(ref ulong slot) : IPteSlot
{
    private readonly ref ulong _slot = ref slot;

    /// <summary>What is to be stored; null: nothing.</summary>
    public Pte? Later { get; private set; }

    public readonly Pte Read() => new(Volatile.Read(ref _slot));

    public readonly bool Replace(Pte read, Pte then) => throw new InvalidOperationException("this helper isn't atomic");

    public void Write(Pte pte) => Later = pte;
}
