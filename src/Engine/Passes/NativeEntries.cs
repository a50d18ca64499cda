using System.Runtime.CompilerServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>The slots in native memory, and what has been done to them: the bulk engine's side of a pass.</summary>
internal unsafe ref struct NativeEntries<TPte>(LeafTable table, ulong pgoff, DirtyBitmap? record) : IPteMemory
    where TPte : struct, IPteFormat
{
    private readonly ulong* _entries = table.Entries;

    /// <summary>The first slot changed; the table's size where none was.</summary>
    public int First = int.MaxValue;

    /// <summary>The slot after the last one changed.</summary>
    public int End;

    /// <summary>Slots changed.</summary>
    public ulong Changed;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Read(int slot) => new(Volatile.Read(ref _entries[slot]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Start(int slot) => StartedEntry.Take<TPte>(ref _entries[slot]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int slot, Pte changed, bool records)
    {
        Volatile.Write(ref _entries[slot], changed.Value);
        First = Math.Min(First, slot);
        End = slot + 1;
        Changed++;
        if (records)
            record?.Set(pgoff + (ulong)slot);
    }
}
