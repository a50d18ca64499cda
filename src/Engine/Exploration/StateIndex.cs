using System.Numerics;
using System.Runtime.InteropServices;

namespace Emulator.Engine.Exploration;

/// <summary>Finds the numbers of states that are all known: of every state of a store, or of some of them, numbered
/// anew.</summary>
internal sealed unsafe class StateIndex<S> : IDisposable where S : unmanaged, IBits<S>
{
    private readonly Store<S> _states;
    private readonly Mixing _mixing;
    private readonly uint[]? _some;
    private readonly int _bits;
    private uint* _table;

    /// <param name="states">The store.</param>
    /// <param name="mixing">How its states are hashed.</param>
    /// <param name="some">Which of them; null: all.</param>
    public StateIndex(Store<S> states, Mixing mixing, uint[]? some = null)
    {
        (_states, _mixing, _some) = (states, mixing, some);
        _bits = BitsFor(Count);
        _table = (uint*)LargePages.TakeZeroed((nuint)BytesFor(Count));
    }

    /// <summary>How many states it finds.</summary>
    public long Count => _some?.Length ?? _states.Count;

    /// <summary>The memory that it takes for so many.</summary>
    public static long BytesFor(long count) => (long)sizeof(uint) << BitsFor(count);

    /// <summary>A state, by its number here.</summary>
    public S this[long number] => _states[_some is null ? number : _some[number]];

    /// <summary>Takes a state in, by its number here.</summary>
    public void Add(long number)
    {
        var at = Start(this[number]);
        while (_table[at] != 0)
            at = Next(at);
        _table[at] = (uint)number + 1;
    }

    /// <summary>A state's number here.</summary>
    /// <exception cref="InvalidOperationException">It isn't there.</exception>
    public uint Find(S state)
    {
        for (var at = Start(state); _table[at] != 0; at = Next(at))
            if (this[_table[at] - 1].Equals(state))
                return _table[at] - 1;
        throw new InvalidOperationException("a step leads to a state that was never found");
    }

    public void Dispose()
    {
        NativeMemory.Free(_table);
        _table = null;
    }

    // Two thirds full at most.
    private static int BitsFor(long count) => BitOperations.Log2((ulong)(count + count / 2 + 1)) + 1;

    private ulong Start(S state) => S.Mix(state, _mixing) >> (64 - _bits);

    private ulong Next(ulong at) => at + 1 & ((1UL << _bits) - 1);
}
