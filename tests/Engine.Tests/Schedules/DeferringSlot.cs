using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A real entry, where what a helper that isn't atomic stores is kept for a later operation.</summary>
internal struct DeferringSlot<TPte>(NativeSlot<TPte> slot) : IPteSlot where TPte : struct, IPteFormat
{
    /// <summary>What is to be stored; null: nothing.</summary>
    public Pte? Later { get; private set; }

    public readonly Pte Read() => slot.Read();

    public readonly bool Replace(Pte read, Pte then) => throw new InvalidOperationException("this helper isn't atomic");

    public void Write(Pte pte) => Later = pte;
}
