using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Emulator.Engine.Exploration;

/// <summary>States on their way to the store, with their hashes.</summary>
internal sealed class Batch<S> where S : unmanaged, IBits<S>
{
    /// <summary>How many states are added in one go.</summary>
    public const int Length = 1024;

    public readonly S[] States = new S[Length];

    public readonly ulong[] Hashes = new ulong[Length];

    public int Count;
}

/// <summary>Every state found, in the order of discovery, each once.</summary>
/// <remarks>Slots of 32 bits hold the state's number plus one; the bits that the number leaves free are bits of its hash. An empty
/// slot is 0, which no number is.</remarks>
internal sealed unsafe class Store<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int Ring = 1024, Lag = 256, Step = 16;
    private const int ChunkBits = 18, ChunkStates = 1 << ChunkBits, MostChunks = 1 << (32 - ChunkBits), QuickGrowth = 20;
    private readonly ulong[] _rehashed = new ulong[Batch<S>.Length];
    private S** _chunks = (S**)NativeMemory.AllocZeroed(MostChunks, (nuint)sizeof(S*));
    private readonly S* _offeredStates = (S*)NativeMemory.Alloc(Ring, (nuint)sizeof(S));
    private readonly ulong* _offeredHashes = (ulong*)NativeMemory.Alloc(Ring, sizeof(ulong));
    private long _offered, _looked, _inserted;
    private uint* _slots;
    private int _bits;
    private long _count;

    /// <param name="bits">Log2 of the slots to begin with.</param>
    public Store(int bits = 12) => Allocate(bits);

    public long Count => Volatile.Read(ref _count);

    /// <summary>Bytes in use.</summary>
    public long Bytes => BytesOf(_bits) + _count * sizeof(S);

    /// <summary>Bytes in use, at most, while one more batch is added.</summary>
    public long BytesToGrow => IsNearlyFull ? Bytes + BytesOf(_bits + 1) : Bytes;

    public ref S this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[number >> ChunkBits][number & (ChunkStates - 1)];
    }

    /// <summary>Takes a state, to be added soon where it isn't there: by then memory will have come, while the caller did other work.
    /// States are added in the order in which they were offered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(S state, ulong hash)
    {
        var at = _offered & (Ring - 1);
        _offeredStates[at] = state;
        _offeredHashes[at] = hash;
        Prefetch(_slots + (hash >> (64 - _bits)));
        if ((++_offered & (Step - 1)) == 0)
            Advance(Lag);
    }

    /// <summary>Adds what was offered so far.</summary>
    public void Settle()
    {
        if (IsLent)
            throw new InvalidOperationException("the store is its adder's alone");
        Advance(0);
    }

    /// <summary>Whether a thread of its own adds to it: nobody else may.</summary>
    public bool IsLent { get; set; }

    /// <summary>Adds the states that aren't there, in their order.</summary>
    public void Add(Batch<S> batch)
    {
        if (IsNearlyFull)
            Grow();
        fixed (S* states = batch.States)
        fixed (ulong* hashes = batch.Hashes)
            Add(states, hashes, batch.Count);
    }

    public void Dispose()
    {
        NativeMemory.Free(_offeredStates);
        NativeMemory.Free(_offeredHashes);
        NativeMemory.Free(_slots);
        for (var chunk = 0; _chunks is not null && chunk < MostChunks && _chunks[chunk] is not null; chunk++)
            NativeMemory.Free(_chunks[chunk]);
        NativeMemory.Free(_chunks);
        _slots = null;
        _chunks = null;
        _count = 0;
    }

    private static long BytesOf(int bits) => 4L << bits;

    private bool IsNearlyFull => (_count + Batch<S>.Length) * 3 > 2L << _bits;

    // Looks at slots that were asked for a while ago, and asks for the states that may be the same; adds what was looked at a while ago.
    private void Advance(int lag)
    {
        if (IsNearlyFull)
            Grow();
        var slots = _slots;
        var (shift, tags) = (64 - _bits, Tags);
        for (; _looked < _offered - lag; _looked++)
        {
            var hash = _offeredHashes[_looked & (Ring - 1)];
            Look(slots[hash >> shift], hash, tags);
        }
        for (; _inserted < _looked - lag; _inserted++)
            Insert(_offeredStates[_inserted & (Ring - 1)], _offeredHashes[_inserted & (Ring - 1)], slots, shift, tags);
    }

    // The first state where there is none: no branch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(uint slot, ulong hash, uint tags) => Prefetch(At(((slot ^ (uint)hash) & tags) == 0 ? Math.Max(slot & ~tags, 1) : 1));

    // Memory is asked for ahead: the slots first, then the states that may be the same.
    private void Add(S* states, ulong* hashes, int count)
    {
        var slots = _slots;
        var (shift, tags) = (64 - _bits, Tags);
        for (var i = 0; i < count; i++)
            Prefetch(slots + (hashes[i] >> shift));
        for (var i = 0; i < count; i++)
            Look(slots[hashes[i] >> shift], hashes[i], tags);
        for (var i = 0; i < count; i++)
            Insert(states[i], hashes[i], slots, shift, tags);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(S state, ulong hash, uint* slots, int shift, uint tags)
    {
        for (var at = hash >> shift; ; at = at + 1 & ~tags)
        {
            var slot = slots[at];
            if (slot == 0)
            {
                slots[at] = ((uint)hash & tags) | (uint)(_count + 1);
                Append(state);
                return;
            }
            if (((slot ^ (uint)hash) & tags) == 0 && At(slot & ~tags)->Equals(state))
                return;
        }
    }

    // The bits of a slot that are bits of the hash.
    private uint Tags => ~(uint)((1UL << _bits) - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private S* At(uint numberPlusOne)
    {
        var number = numberPlusOne - 1;
        return _chunks[number >> ChunkBits] + (number & (ChunkStates - 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(S state)
    {
        var number = _count;
        if ((number & (ChunkStates - 1)) == 0)
            _chunks[number >> ChunkBits] = (S*)LargePages.TakeZeroed((nuint)(ChunkStates * sizeof(S)));
        this[number] = state;
        Volatile.Write(ref _count, number + 1);
    }

    private void Allocate(int bits)
    {
        _bits = bits;
        _slots = (uint*)LargePages.TakeZeroed((nuint)BytesOf(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // called seldom, and long at work: it can't wait for the tiers
    private void Grow()
    {
        NativeMemory.Free(_slots);
        Allocate(_bits + (_bits < QuickGrowth ? 2 : 1));
        for (long first = 0; first < _count; first += Batch<S>.Length)
        {
            var count = (int)Math.Min(Batch<S>.Length, _count - first);
            for (var i = 0; i < count; i++)
            {
                _rehashed[i] = this[first + i].Hash;
                Prefetch(_slots + (_rehashed[i] >> (64 - _bits)));
            }
            for (var i = 0; i < count; i++)
                Enter(_rehashed[i], first + i);
        }
    }

    // A state that is known to be new to the slots.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Enter(ulong hash, long number)
    {
        var at = hash >> (64 - _bits);
        while (_slots[at] != 0)
            at = at + 1 & ~Tags;
        _slots[at] = ((uint)hash & Tags) | (uint)(number + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }
}
