using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Slots that hold a state's number plus one; the bits that the number leaves free are bits of its hash. For states of any
/// width: where those bits are the same, the state itself is looked at.</summary>
internal sealed unsafe class Numbers<S>(int bits, Mixing mixing, States<S> known) : Slots<S>(bits) where S : unmanaged, IBits<S>
{
    private const int Together = 256;

    // The bits of a slot that are bits of the hash.
    private readonly uint _tags = ~(uint)((1UL << bits) - 1);

    public override long Room => (2L << Bits) / 3;

    public override void Ask(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
            Prefetch(Table + (hashes[i] >> (64 - Bits)));
    }

    public override void AskMore(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            // The first state where there is none: no branch.
            var slot = Table[hashes[i] >> (64 - Bits)];
            Prefetch(known.At(((slot ^ (uint)hashes[i]) & _tags) == 0 ? Math.Max(slot & ~_tags, 1) - 1 : 0));
        }
    }

    public override int Add(S* states, ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (known.Count >= Room)
                return i;
            Insert(states[i], hashes[i]);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // called seldom, and long at work: it can't wait for the tiers
    public override bool TakeOver(Slots<S> old)
    {
        var hashes = stackalloc ulong[Together];
        for (long first = 0; first < known.Count; first += Together)
        {
            var count = (int)Math.Min(Together, known.Count - first);
            for (var i = 0; i < count; i++)
                hashes[i] = S.Mix(known[first + i], mixing);
            Ask(hashes, count);
            for (var i = 0; i < count; i++)
                Enter(hashes[i], first + i);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(S state, ulong hash)
    {
        for (var at = hash >> (64 - Bits); ; at = at + 1 & ~_tags)
        {
            var slot = Table[at];
            if (slot == 0)
            {
                Table[at] = ((uint)hash & _tags) | (uint)(known.Count + 1);
                known.Append(state);
                return;
            }
            if (((slot ^ (uint)hash) & _tags) == 0 && known[(slot & ~_tags) - 1].Equals(state))
                return;
        }
    }

    // A state that is known to be new to the slots.
    private void Enter(ulong hash, long number)
    {
        var at = hash >> (64 - Bits);
        while (Table[at] != 0)
            at = at + 1 & ~_tags;
        Table[at] = ((uint)hash & _tags) | (uint)(number + 1);
    }
}
