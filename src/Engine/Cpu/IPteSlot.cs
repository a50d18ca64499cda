using System.Runtime.CompilerServices;

namespace Emulator.Engine.Cpu;

/// <summary>The page-table entry of one page, as the steps of an access see it in memory.</summary>
internal interface IPteSlot
{
    /// <summary>Reads it.</summary>
    Pte Read();

    /// <summary>Replaces what was read, in one locked operation.</summary>
    /// <returns>False: it isn't that any more, and nothing was changed.</returns>
    bool Replace(Pte read, Pte then);

    /// <summary>Stores it, whatever stands there.</summary>
    void Write(Pte pte);
}

/// <summary>An entry in native memory that other cores write to at the same time.</summary>
internal readonly ref struct NativeSlot(ref ulong slot) : IPteSlot
{
    private readonly ref ulong _slot = ref slot;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pte Read() => new(Volatile.Read(ref _slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Replace(Pte read, Pte then) =>
        Interlocked.CompareExchange(ref _slot, then.Value, read.Value) == read.Value;

    public void Write(Pte pte) => Volatile.Write(ref _slot, pte.Value);
}
