using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emulator.Engine.Exploration;

/// <summary>Slots that hold states whole, for states of one word: a state's hash is as wide as the state and can be
/// undone, so that the place of a slot is one part of the state and the slot needs to hold but the remainder. Nothing
/// else is read to know whether a state is there, and growth reads the slots alone, one after the other.</summary>
/// <remarks>Buckets of a line of the cache. A slot has its highest bit set, then four bits that say at which try it
/// found room (tries are ever farther apart: runs of full buckets stay short), then the remainder. After J. G. Cleary,
/// Compact hash tables using bidirectional linear probing, 1984.</remarks>
/// <typeparam name="S">The packed states.</typeparam>
/// <typeparam name="TSlot">An unsigned word of 32 or 64 bits.</typeparam>
internal sealed unsafe class Remainders<S, TSlot> : Slots<S>
    where S : unmanaged, IBits<S>
    where TSlot : unmanaged, IBinaryInteger<TSlot>
{
    private const int Tries = 16, TryBits = 4;
    private readonly States<S> _known;
    private readonly TSlot* _table;
    private readonly int _buckets, _width;

    /// <param name="bits">Log2 of the slots.</param>
    /// <param name="mixing">Of states of so few bits that it <see cref="Fits"/>.</param>
    /// <param name="known">The states that it is about.</param>
    public Remainders(int bits, Mixing mixing, States<S> known) : base(bits, sizeof(TSlot), mixing)
    {
        (_buckets, _width) = (bits - InBucket, mixing.Width);
        _known = known;
        _table = (TSlot*)Table;
    }

    /// <summary>Whether slots hold whole states.</summary>
    public static bool Fits(int bits, Mixing mixing) => bits > InBucket && mixing.IsWhole
        && mixing.Width - (bits - InBucket) <= Remainder;

    public override long Room => 13L << Bits >> 4;

    // Log2 of the slots of a bucket.
    private static int InBucket
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => sizeof(TSlot) == sizeof(uint) ? 4 : 3;
    }

    // Bits of a remainder.
    private static int Remainder
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 8 * sizeof(TSlot) - TryBits - 1;
    }

    public override void Ask(ulong* hashes, int count)
    {
        for (var i = 0; i < count; i++)
            Prefetch(_table + (hashes[i] >> (64 - _buckets) << InBucket));
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

    // called seldom, and long at work: it can't wait for the tiers
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TakeOver(Slots<S> old)
    {
        if (old is not Remainders<S, TSlot> remainders)
            return TakeOver(_known);
        for (var at = 0L; at < 1L << old.Bits; at++)
            if (remainders._table[at] != TSlot.Zero && !Enter(remainders.HashAt(at)))
                return false;
        return true;
    }

    protected override bool Enter(ulong hash, long number) => Enter(hash);

    private bool Enter(ulong hash)
    {
        var place = PlaceOf(hash, out var slot);
        if (place is not null)
            *place = slot;
        return place is not null;
    }

    // Where a slot stands, or the empty place where it belongs; null: too many buckets are full.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TSlot* PlaceOf(ulong hash, out TSlot slot)
    {
        var bucket = hash >> (64 - _buckets);
        slot = TSlot.One << (Remainder + TryBits)
            | TSlot.CreateTruncating(hash << _buckets >> (64 - _width + _buckets));
        for (uint tries = 1; tries <= Tries; tries++)
        {
            var at = _table + (bucket << InBucket);
            var slots = Vector512.Load(at);
            var same = Vector512.Equals(slots, Vector512.Create(slot)).ExtractMostSignificantBits();
            if (same != 0)
                return at + BitOperations.TrailingZeroCount(same);
            var empty = Vector512.Equals(slots, Vector512<TSlot>.Zero).ExtractMostSignificantBits();
            if (empty != 0)
                return at + BitOperations.TrailingZeroCount(empty);
            slot += TSlot.One << Remainder;
            bucket = bucket + tries & ((1UL << _buckets) - 1);
        }
        return null;
    }

    private ulong HashAt(long at)
    {
        var slot = ulong.CreateTruncating(_table[at]);
        var tries = slot >> Remainder & (Tries - 1);
        var bucket = (ulong)(at >> InBucket) - tries * (tries + 1) / 2 & ((1UL << _buckets) - 1);
        return bucket << (64 - _buckets) | (slot & ((1UL << Remainder) - 1)) << (64 - _width);
    }
}
