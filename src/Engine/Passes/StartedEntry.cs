using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>The atomic start of a change, on memory that cores write to at the same time.</summary>
internal static class StartedEntry
{
    /// <summary>Takes the entry and leaves what the format's start leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pte Take<TPte>(ref ulong slot) where TPte : struct, IPteFormat =>
        (TPte.Features & PteFeatures.StartKeepsEntry) == 0
            ? new(Interlocked.Exchange(ref slot, TPte.Started(Pte.Of(0)).Value))
            : Swap<TPte>(ref slot);

    private static Pte Swap<TPte>(ref ulong slot) where TPte : struct, IPteFormat
    {
        ulong old;
        do
            old = Volatile.Read(ref slot);
        while (Interlocked.CompareExchange(ref slot, TPte.Started(new Pte(old)).Value, old) != old);
        return new(old);
    }
}
