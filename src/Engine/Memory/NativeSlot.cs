using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;

namespace Emulator.Engine.Memory;

/// <summary>A slot of a table in native memory, 4 or 8 bytes as the format's entries are. Other cores write to it at
/// the same time; every read and write of it is whole.</summary>
/// <param name="address">Its bytes, aligned to their number; null: there is no such slot.</param>
public readonly unsafe struct NativeSlot<TPte>(void* address) : IPteSlot where TPte : struct, IPteFormat
{
    /// <summary>Whether there is such a slot.</summary>
    public bool Exists => address != null;

    /// <summary>Its bytes.</summary>
    public void* Address => address;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pte Read() => new(EntryWidth<TPte>.IsNarrow ? Volatile.Read(ref *(uint*)address)
        : Volatile.Read(ref *(ulong*)address));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Replace(Pte read, Pte then) => EntryWidth<TPte>.IsNarrow
        ? Interlocked.CompareExchange(ref *(uint*)address, (uint)then.Value, (uint)read.Value) == (uint)read.Value
        : Interlocked.CompareExchange(ref *(ulong*)address, then.Value, read.Value) == read.Value;

    /// <summary>Stores an entry and gives back what stood there, in one locked operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pte Exchange(Pte then) => new(EntryWidth<TPte>.IsNarrow
        ? Interlocked.Exchange(ref *(uint*)address, (uint)then.Value)
        : Interlocked.Exchange(ref *(ulong*)address, then.Value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Pte pte)
    {
        if (EntryWidth<TPte>.IsNarrow)
            Volatile.Write(ref *(uint*)address, (uint)pte.Value);
        else
            Volatile.Write(ref *(ulong*)address, pte.Value);
    }
}
