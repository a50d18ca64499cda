using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>The start of a change, atomic where the format's helper is, on memory that cores write to at the same
/// time.</summary>
internal static class StartedEntry
{
    /// <summary>Takes the entry and leaves what the format's start leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte Take<TPte>(ref ulong slot) where TPte : struct, IPteFormat =>
        (TPte.NotAtomic & PteHelpers.GetAndClear) != 0 ? ReadAndStore<TPte>(ref slot)
            : (TPte.Features & PteFeatures.StartKeepsEntry) == 0
            ? new(Interlocked.Exchange(ref slot, TPte.Started(Pte.Of(0)).Value))
            : Swap<TPte>(ref slot);

    private static Pte ReadAndStore<TPte>(ref ulong slot) where TPte : struct, IPteFormat
    {
        var old = new Pte(Volatile.Read(ref slot));
        Volatile.Write(ref slot, TPte.Started(old).Value);
        return old;
    }

    private static Pte Swap<TPte>(ref ulong slot) where TPte : struct, IPteFormat
    {
        ulong old;
        do
            old = Volatile.Read(ref slot);
        while (Interlocked.CompareExchange(ref slot, TPte.Started(new Pte(old)).Value, old) != old);
        return new(old);
    }
}
