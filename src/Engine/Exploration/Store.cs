using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
internal sealed unsafe class Store<S> : IDisposable where S : unmanaged, IBits<S>
{
    private const int Ring = 1024, Lag = 96, Step = 16, QuickGrowth = 20;
    private readonly Mixing _mixing;
    private readonly States<S> _states = new();
    private readonly S* _offeredStates = (S*)NativeMemory.Alloc(Ring, (nuint)sizeof(S));
    private readonly ulong* _offeredHashes = (ulong*)NativeMemory.Alloc(Ring, sizeof(ulong));
    private long _offered, _asked, _looked, _added;
    private Slots<S> _slots;
    private bool _isClosed;

    /// <param name="mixing">How states are hashed.</param>
    /// <param name="bits">Log2 of the slots to begin with.</param>
    public Store(Mixing mixing, int bits = 12)
    {
        _mixing = mixing;
        _slots = Make(bits);
    }

    public long Count => _states.Count;

    /// <summary>Bytes in use.</summary>
    public long Bytes => (_isClosed ? 0 : _slots.Bytes) + _states.Bytes;

    /// <summary>Bytes in use, at most, while one more batch is added.</summary>
    public long BytesToGrow => _states.Count + Batch<S>.Length < _slots.Room ? Bytes : Bytes + 2 * _slots.Bytes;

    public ref S this[long number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _states[number];
    }

    /// <summary>Whether a thread of its own adds to it: nobody else may.</summary>
    public bool IsLent { get; set; }

    /// <summary>Takes a state, to be added soon where it isn't there: by then memory will have come, while the caller did other work.
    /// States are added in the order in which they were offered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(S state, ulong hash)
    {
        var at = _offered & (Ring - 1);
        _offeredStates[at] = state;
        _offeredHashes[at] = hash;
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

    /// <summary>Gives back the memory that tells which states are there: from here on none can be added, and they are
    /// read by number alone.</summary>
    public void Close()
    {
        _isClosed = true;
        _slots.Dispose();
    }

    /// <summary>Adds the states that aren't there, in their order.</summary>
    public void Add(Batch<S> batch)
    {
        fixed (S* states = batch.States)
        fixed (ulong* hashes = batch.Hashes)
        {
            _slots.Ask(hashes, batch.Count);
            _slots.AskMore(hashes, batch.Count);
            Add(states, hashes, batch.Count);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_offeredStates);
        NativeMemory.Free(_offeredHashes);
        _slots.Dispose();
        _states.Dispose();
    }

    // Asks for the slots of what has come since, for more where slots were asked for a while ago, and adds what has waited longest.
    private void Advance(int lag)
    {
        for (int some; (some = Together(_asked, _offered)) > 0; _asked += some)
            _slots.Ask(_offeredHashes + (_asked & (Ring - 1)), some);
        for (int some; (some = Together(_looked, _asked - lag)) > 0; _looked += some)
            _slots.AskMore(_offeredHashes + (_looked & (Ring - 1)), some);
        for (int some; (some = Together(_added, _looked - lag)) > 0; _added += some)
            Add(_offeredStates + (_added & (Ring - 1)), _offeredHashes + (_added & (Ring - 1)), some);
    }

    // How many stand in the ring without a break.
    private static int Together(long from, long to) => (int)Math.Min(to - from, Ring - (from & (Ring - 1)));

    private void Add(S* states, ulong* hashes, int count)
    {
        for (var done = 0; (done += _slots.Add(states + done, hashes + done, count - done)) < count;)
            Grow();
    }

    private void Grow()
    {
        for (var bits = _slots.Bits; ;)
        {
            var larger = Make(bits += bits < QuickGrowth ? 2 : 1);
            var old = larger.TakeOver(_slots) ? _slots : larger;
            if (old == _slots)
                _slots = larger;
            old.Dispose();
            if (old != larger)
                return;
        }
    }

    private Slots<S> Make(int bits) => Remainders<S, uint>.Fits(bits, _mixing) ? new Remainders<S, uint>(bits, _mixing, _states)
        : Remainders<S, ulong>.Fits(bits, _mixing) ? new Remainders<S, ulong>(bits, _mixing, _states)
        : new Numbers<S>(bits, _mixing, _states);
}
