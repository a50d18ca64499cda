using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>Tells which states are known. An empty slot is 0.</summary>
internal abstract unsafe class Slots<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int Line = 64, Together = 256;
    private readonly Mixing _mixing;
    private void* _memory;

    /// <param name="bits">Log2 of the slots.</param>
    /// <param name="slotBytes">Of one.</param>
    /// <param name="mixing">How states are hashed.</param>
    protected Slots(int bits, int slotBytes, Mixing mixing)
    {
        (Bits, Bytes, _mixing) = (bits, (long)slotBytes << bits, mixing);
        _memory = LargePages.TakeZeroed((nuint)Bytes + Line);
        Table = (void*)(((nuint)_memory + Line - 1) & ~(nuint)(Line - 1));
    }

    /// <summary>The slots, from the start of a line of the cache on.</summary>
    protected void* Table { get; }

    /// <summary>Log2 of the slots.</summary>
    public int Bits { get; }

    public long Bytes { get; }

    /// <summary>How many states it takes.</summary>
    public abstract long Room { get; }

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

    /// <summary>Takes over known states.</summary>
    protected bool TakeOver(States<S> known)
    {
        var hashes = stackalloc ulong[Together];
        for (long first = 0; first < known.Count; first += Together)
        {
            var count = (int)Math.Min(Together, known.Count - first);
            for (var i = 0; i < count; i++)
                hashes[i] = S.Mix(known[first + i], _mixing);
            Ask(hashes, count);
            for (var i = 0; i < count; i++)
                if (!Enter(hashes[i], first + i))
                    return false;
        }
        return true;
    }

    /// <summary>Adds a state that isn't there.</summary>
    /// <returns>False: there is no room for it.</returns>
    protected abstract bool Enter(ulong hash, long number);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
