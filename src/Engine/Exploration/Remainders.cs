using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emulator.Engine.Exploration;

/// <summary>Slots that hold states whole, for states of few bits: a state's hash is as wide as the state and can be undone, so that
/// the place of a slot is one part of the state and the slot needs to hold but the remainder. Nothing else is read to know whether a
/// state is there, and growth reads the slots alone, one after the other.</summary>
/// <remarks>Buckets of 16 slots, a line of the cache. A slot has bit 31 set, then three bits that say how many buckets it stands after
/// its own, then the remainder. After J. G. Cleary, Compact hash tables using bidirectional linear probing, 1984.</remarks>
internal sealed unsafe class Remainders<S> : Slots<S> where S : unmanaged, IBits<S>
{
    private const int InBucket = 4, Remainder = 28;
    private const uint Taken = 1u << 31, Away = 1u << Remainder;
    private readonly Mixing _mixing;
    private readonly States<S> _known;
    private readonly int _buckets;

    /// <param name="bits">Log2 of the slots.</param>
    /// <param name="mixing">Of states of so few bits that it <see cref="Fits"/>.</param>
    /// <param name="known">The states that it is about.</param>
    public Remainders(int bits, Mixing mixing, States<S> known) : base(bits) => (_buckets, _mixing, _known) = (bits - InBucket, mixing, known);

    /// <summary>Whether slots hold whole states of so many bits.</summary>
    public static bool Fits(int bits, Mixing mixing) => bits > InBucket && mixing.IsWhole && mixing.Width - (bits - InBucket) <= Remainder;

    public override long Room => 13L << (Bits - InBucket);

    public override void Ask(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
            Prefetch(Table + (hashes[i] >> (64 - _buckets) << InBucket));
    }

    public override void AskMore(ulong* hashes, int count)
    {
    }

    public override int Add(S* states, ulong* hashes, int count)
    {
        var room = Room - _known.Count;
        for (var i = 0; i < count; i++)
        {
            var place = PlaceOf(hashes[i], out var slot);
            if (place is not null && *place == slot)
                continue;
            if (place is null || --room < 0)
                return i;
            *place = slot;
            _known.Append(states[i]);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // called seldom, and long at work: it can't wait for the tiers
    public override bool TakeOver(Slots<S> old) => old is Remainders<S> remainders ? TakeOver(remainders) : TakeOver();

    // Where a slot stands, or the empty place where it belongs; null: too many buckets are full.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint* PlaceOf(ulong hash, out uint slot)
    {
        var bucket = hash >> (64 - _buckets);
        slot = Taken | (uint)(hash << _buckets >> (64 - _mixing.Width + _buckets));
        for (; ; bucket = bucket + 1 & ((1UL << _buckets) - 1))
        {
            var at = Table + (bucket << InBucket);
            var slots = Vector512.Load(at);
            var same = Vector512.Equals(slots, Vector512.Create(slot)).ExtractMostSignificantBits();
            if (same != 0)
                return at + BitOperations.TrailingZeroCount(same);
            var empty = Vector512.Equals(slots, Vector512<uint>.Zero).ExtractMostSignificantBits();
            if (empty != 0)
                return at + BitOperations.TrailingZeroCount(empty);
            if (slot > uint.MaxValue - Away)
                return null;
            slot += Away;
        }
    }

    private bool TakeOver(Remainders<S> old)
    {
        for (var at = 0L; at < 1L << old.Bits; at++)
            if (old.Table[at] != 0 && !Enter(old.HashAt(at)))
                return false;
        return true;
    }

    private bool TakeOver()
    {
        for (long number = 0; number < _known.Count; number++)
            if (!Enter(S.Mix(_known[number], _mixing)))
                return false;
        return true;
    }

    // A state that is known to be new to the slots.
    private bool Enter(ulong hash)
    {
        var place = PlaceOf(hash, out var slot);
        if (place is not null)
            *place = slot;
        return place is not null;
    }

    private ulong HashAt(long at)
    {
        var slot = Table[at];
        var bucket = (ulong)(at >> InBucket) - (slot >> Remainder & 7) & ((1UL << _buckets) - 1);
        return bucket << (64 - _buckets) | (ulong)(slot & (Away - 1)) << (64 - _mixing.Width);
    }
}
