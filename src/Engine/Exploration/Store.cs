using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>Every state found, in the order of discovery, each once.</summary>
/// <remarks>Slots of 32 bits hold the state's number plus one; the bits that the number leaves free are a tag of the hash. An empty
/// slot is 0, which no number is.</remarks>
internal sealed unsafe class Store<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int ChunkBits = 16, ChunkStates = 1 << ChunkBits;
    private readonly ulong[] _homes = new ulong[Batch];
    private S*[] _chunks = new S*[16];
    private uint* _slots;
    private int _bits;

    /// <summary>How many states are added in one go.</summary>
    public const int Batch = 512;

    /// <param name="bits">Log2 of the slots to begin with.</param>
    public Store(int bits = 12) => Allocate(bits);

    public long Count { get; private set; }

    /// <summary>Bytes in use.</summary>
    public long Bytes => Bytes4(_bits) + ((Count + ChunkStates - 1) >> ChunkBits) * ChunkStates * sizeof(S);

    /// <summary>Bytes in use, at most, while one more batch is added.</summary>
    public long BytesToGrow => IsNearlyFull ? Bytes + Bytes4(_bits + 2) : Bytes;

    public ref S this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[number >> ChunkBits][number & (ChunkStates - 1)];
    }

    /// <summary>Adds the states that aren't there, in their order. Memory is asked for ahead: slots first, then the states that may
    /// be the same.</summary>
    public void Add(ReadOnlySpan<S> batch)
    {
        if (IsNearlyFull)
            Grow();
        var hashes = _homes.AsSpan(0, batch.Length);
        for (var i = 0; i < batch.Length; i++)
        {
            hashes[i] = batch[i].Hash;
            Prefetch(_slots + Home(hashes[i]));
        }
        for (var i = 0; i < batch.Length; i++)
        {
            var slot = _slots[Home(hashes[i])];
            if (slot >> _bits == Tag(hashes[i]) && Number(slot) is >= 0 and var number)
                Prefetch(_chunks[number >> ChunkBits] + (number & (ChunkStates - 1)));
        }
        for (var i = 0; i < batch.Length; i++)
            Insert(batch[i], hashes[i]);
    }

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        foreach (var chunk in _chunks)
            NativeMemory.AlignedFree(chunk);
        _chunks = [];
    }

    private static long Bytes4(int bits) => 4L << bits;

    private bool IsNearlyFull => (Count + Batch) * 5 > (4L << _bits);

    private ulong Home(ulong hash) => hash >> (64 - _bits);

    private uint Tag(ulong hash) => (uint)hash & (uint)((1UL << (32 - _bits)) - 1);

    private long Number(uint slot) => (slot & (uint)((1UL << _bits) - 1)) - 1L;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(S state, ulong hash)
    {
        var tag = Tag(hash);
        var mask = (1UL << _bits) - 1;
        for (var at = Home(hash); ; at = at + 1 & mask)
        {
            var slot = _slots[at];
            if (slot == 0)
            {
                _slots[at] = tag << _bits | (uint)(Count + 1);
                Append(state);
                return;
            }
            if (slot >> _bits == tag && this[Number(slot)].Equals(state))
                return;
        }
    }

    private void Append(S state)
    {
        if ((Count & (ChunkStates - 1)) == 0)
            AddChunk((int)(Count >> ChunkBits));
        this[Count++] = state;
    }

    private void AddChunk(int chunk)
    {
        if (chunk == _chunks.Length)
            _chunks = Twice(_chunks);
        _chunks[chunk] = (S*)NativeMemory.AlignedAlloc((nuint)(ChunkStates * sizeof(S)), 64);
    }

    private static S*[] Twice(S*[] chunks)
    {
        var more = new S*[chunks.Length * 2];
        for (var i = 0; i < chunks.Length; i++)
            more[i] = chunks[i];
        return more;
    }

    private void Allocate(int bits)
    {
        _bits = bits;
        _slots = (uint*)NativeMemory.AllocZeroed((nuint)1 << bits, 4);
    }

    private void Grow()
    {
        NativeMemory.Free(_slots);
        Allocate(_bits + (_bits < 20 ? 2 : 1));
        for (long first = 0; first < Count; first += Batch)
        {
            var count = (int)Math.Min(Batch, Count - first);
            for (var i = 0; i < count; i++)
            {
                _homes[i] = this[first + i].Hash;
                Prefetch(_slots + Home(_homes[i]));
            }
            for (var i = 0; i < count; i++)
                Enter(_homes[i], first + i);
        }
    }

    // A state that is known to be new to the slots.
    private void Enter(ulong hash, long number)
    {
        var mask = (1UL << _bits) - 1;
        var at = Home(hash);
        while (_slots[at] != 0)
            at = at + 1 & mask;
        _slots[at] = Tag(hash) << _bits | (uint)(number + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
