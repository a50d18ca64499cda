using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Slots that hold a state's number plus one; the bits that the number leaves free are bits of its hash. For
/// states of any width: where those bits are the same, the state itself is looked at.</summary>
internal sealed unsafe class Numbers<S> : Slots<S> where S : unmanaged, IBits<S>
{
    private readonly States<S> _known;
    private readonly uint* _table;
    private readonly uint _tags;

    /// <param name="bits">Log2 of the slots.</param>
    /// <param name="mixing">How states are hashed.</param>
    /// <param name="known">The states that it is about.</param>
    public Numbers(int bits, Mixing mixing, States<S> known) : base(bits, sizeof(uint), mixing)
    {
        _known = known;
        _table = (uint*)Table;
        _tags = ~(uint)((1UL << bits) - 1);
    }

    public override long Room => (2L << Bits) / 3;

    public override void Ask(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
            Prefetch(_table + (hashes[i] >> (64 - Bits)));
    }

    public override void AskMore(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // The first state where there is none: no branch.
            var slot = _table[hashes[i] >> (64 - Bits)];
            Prefetch(_known.At(((slot ^ (uint)hashes[i]) & _tags) == 0 ? Math.Max(slot & ~_tags, 1) - 1 : 0));
        }
    }

    public override int Add(S* states, ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_known.Count >= Room)
                return i;
            Insert(states[i], hashes[i]);
        }
        return count;
    }

    public override bool TakeOver(Slots<S> old) => TakeOver(_known);

    protected override bool Enter(ulong hash, long number)
    {
        var at = hash >> (64 - Bits);
        while (_table[at] != 0)
            at = at + 1 & ~_tags;
        _table[at] = ((uint)hash & _tags) | (uint)(number + 1);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(S state, ulong hash)
    {
        for (var at = hash >> (64 - Bits); ; at = at + 1 & ~_tags)
        {
            var slot = _table[at];
            if (slot == 0)
            {
                _table[at] = ((uint)hash & _tags) | (uint)(_known.Count + 1);
                _known.Append(state);
                return;
            }
            if (((slot ^ (uint)hash) & _tags) == 0 && _known[(slot & ~_tags) - 1].Equals(state))
                return;
        }
    }
}
