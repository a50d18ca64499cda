using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>64 neighbouring slots in native memory, and what has been done to them: the bulk engine's side of a
/// pass.</summary>
/// <remarks>What is recorded reaches the record when the block is done, still under the page-table lock.</remarks>
/// <param name="block">The first slot of the block.</param>
internal unsafe struct NativeEntries<TPte>(byte* block) : IPteMemory where TPte : struct, IPteFormat
{
    /// <summary>Bit k: slot k was changed.</summary>
    public ulong Changed;

    /// <summary>Bit k: slot k's page goes into the record.</summary>
    public ulong Recorded;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Read(int slot) => Slot(slot).Read();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Passes(Pte answer) => answer.IsTrue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Start(int slot) => StartedEntry.Take(Slot(slot));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int slot, Pte changed, Pte records)
    {
        Slot(slot).Write(changed);
        Changed |= 1UL << slot;
        Recorded |= (records.Value & 1) << slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly NativeSlot<TPte> Slot(int slot) => new(block + ((nint)slot << EntryWidth<TPte>.Shift));
}
