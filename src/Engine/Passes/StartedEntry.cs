using System.Runtime.CompilerServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>The start of a change, atomic where the format's helper is, on memory that cores write to at the same
/// time.</summary>
internal static class StartedEntry
{
    /// <summary>Takes the entry and leaves what the format's start leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte Take<TPte>(NativeSlot<TPte> slot) where TPte : struct, IPteFormat =>
        (TPte.NotAtomic & PteHelpers.GetAndClear) != 0 ? ReadAndStore(slot)
            : (TPte.Features & PteFeatures.StartKeepsEntry) == 0 ? slot.Exchange(TPte.Started(Pte.Of(0)))
            : Swap(slot);

    private static Pte ReadAndStore<TPte>(NativeSlot<TPte> slot) where TPte : struct, IPteFormat
    {
        var old = slot.Read();
        slot.Write(TPte.Started(old));
        return old;
    }

    private static Pte Swap<TPte>(NativeSlot<TPte> slot) where TPte : struct, IPteFormat
    {
        Pte old;
        do
            old = slot.Read();
        while (!slot.Replace(old, TPte.Started(old)));
        return old;
    }
}
