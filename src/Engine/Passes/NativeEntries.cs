using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>64 neighbouring slots in native memory, and what has been done to them: the bulk engine's side of a
/// pass.</summary>
/// <remarks>What is recorded reaches the record when the block is done, still under the page-table lock.</remarks>
/// <param name="block">The first slot of the block.</param>
internal unsafe struct NativeEntries<TPte>(ulong* block) : IPteMemory where TPte : struct, IPteFormat
{
    /// <summary>Bit k: slot k was changed.</summary>
    public ulong Changed;

    /// <summary>Bit k: slot k's page goes into the record.</summary>
    public ulong Recorded;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Read(int slot) => new(Volatile.Read(ref block[slot]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Passes(Pte answer) => answer.IsTrue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Pte Start(int slot) => StartedEntry.Take<TPte>(ref block[slot]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int slot, Pte changed, Pte records)
    {
        Volatile.Write(ref block[slot], changed.Value);
        Changed |= 1UL << slot;
        Recorded |= (records.Value & 1) << slot;
    }
}
