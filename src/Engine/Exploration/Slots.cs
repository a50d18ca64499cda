using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>Tells which states are known. Slots of 32 bits; 0 is an empty one.</summary>
internal abstract unsafe class Slots<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int Line = 64;
    private void* _memory;

    /// <param name="bits">Log2 of the slots.</param>
    protected Slots(int bits)
    {
        Bits = bits;
        _memory = LargePages.TakeZeroed((nuint)BytesOf(bits) + Line);
        Table = (uint*)(((nuint)_memory + Line - 1) & ~(nuint)(Line - 1));
    }

    /// <summary>The slots, from the start of a line of the cache on.</summary>
    protected uint* Table { get; }

    /// <summary>Log2 of the slots.</summary>
    public int Bits { get; }

    public long Bytes => BytesOf(Bits);

    /// <summary>How many states it takes.</summary>
    public abstract long Room { get; }

    public static long BytesOf(int bits) => 4L << bits;

    /// <summary>Has the memory come where these belong: the slots first,</summary>
    public abstract void Ask(ulong* hashes, int count);

    /// <summary>and, once the slots are there, what more they lead to.</summary>
    public abstract void AskMore(ulong* hashes, int count);

    /// <summary>Adds the states that aren't there, in their order.</summary>
    /// <returns>How many were looked at: fewer than there are where there is no room for the next.</returns>
    public abstract int Add(S* states, ulong* hashes, int count);

    /// <summary>Takes over what smaller slots hold.</summary>
    /// <returns>False: it doesn't fit.</returns>
    public abstract bool TakeOver(Slots<S> old);

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
