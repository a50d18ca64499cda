using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emulator.Engine.Exploration;

/// <summary>An exploration over states packed into an <typeparamref name="S"/>. The loop over a level looks up what each step does;
/// only what it hasn't seen yet is run.</summary>
internal sealed class Search<S> : Search where S : unmanaged, IBits<S>
{
    private const int FilterBits = 12;
    private readonly Packing<S> _packing;
    private readonly Folding<S> _folding;
    private readonly Store<S> _store;
    private readonly Effects<S> _effects;
    private readonly Places<S> _places;
    private readonly Memo<S>[] _acknowledgements, _whims, _always, _atEnd;
    private readonly S _owed;
    private readonly S[] _recent = new S[1 << FilterBits];
    private Batch<S> _batch = new();
    private Adder<S>? _adder;

    public Search(Machine machine, Layout layout, Limits limits, Stopwatch time) : base(machine, limits, time)
    {
        _packing = new(machine, layout);
        _folding = new(layout);
        _store = new(limits.StoreBits);
        _effects = new(machine, _packing);
        _places = new(machine, layout);
        _acknowledgements = Memo<S>.Several(machine.Acknowledgements.Count);
        _whims = Memo<S>.Several(machine.Whims.Count);
        _always = Memo<S>.Several(machine.Always.Count);
        _atEnd = Memo<S>.Several(machine.AtEnd.Count);
        foreach (var field in machine.Owed)
            _owed |= _packing.MaskOf(field.Index);
    }

    protected override long Count => _store.Count;

    protected override long Bytes => _store.Bytes;

    protected override long BytesToGrow => _store.BytesToGrow;

    public override Trace TraceTo(int property, Violation violation)
    {
        var way = new List<S> { _store[violation.State] };
        var depth = Levels.FindLastIndex(first => first <= violation.State);
        for (var target = way[0]; depth > 0; depth--)
        {
            var number = Levels[depth - 1];
            while (!Leads(_store[number], target))
                if (++number >= Levels[depth])
                    throw new InvalidOperationException("a state has no way to it");
            way.Add(target = _store[number]);
        }
        way.Reverse();
        return new Retracer<S>(Machine, _packing, _folding).Trace(way, violation.Move is null ? -1 : property);
    }

    public override void Dispose()
    {
        _adder?.Dispose();
        _store.Dispose();
    }

    protected override void Read(long number, Span<int> ids)
    {
        var state = _store[number];
        for (var f = 0; f < ids.Length; f++)
            ids[f] = _packing.IdOf(state, f);
    }

    protected override void Append(ReadOnlySpan<int> ids)
    {
        S state = default;
        for (var f = 0; f < ids.Length; f++)
            if (!_packing.TryAdd(ref state, f, ids[f]))
                throw new InvalidOperationException($"field {Machine.Fields[f]} doesn't fit its place");
        Emit(_folding.Fold(state));
    }

    protected override bool Expand(long end)
    {
        _adder = end - Next >= Limits.LargeLevel && Limits.MayShare() ? new(_store) : null;
        try
        {
            for (; Next < end; Next++)
            {
                if ((Next & 0x3fff) == 0x3fff && IsAtBound())
                    break;
                if (!Visit(Next))
                    return false;
            }
            return true;
        }
        finally
        {
            Flush();
            _adder?.Dispose();
            _adder = null;
        }
    }

    private bool IsAtBound()
    {
        _adder?.Drain();
        return IsBounded();
    }

    protected override void Flush()
    {
        // While there is an adder, the store is its alone.
        if (_adder is null)
            _store.Settle();
        else
            _batch = _adder.Exchange(_batch);
        _batch.Count = 0;
    }

    // Every step from a state, and what is asked of it. False: a field has outgrown its place.
    private bool Visit(long number)
    {
        var state = _store[number];
        var (ended, stuck, taken) = (true, true, 0L);
        for (var thread = 0; thread < Machine.Nodes.Count; thread++)
        {
            var place = _places.Of(state, thread);
            ended &= place.MayEnd;
            var memos = place.Memos;
            for (var step = 0; step < memos.Length; step++)
            {
                ref var effect = ref memos[step].Find(state);
                if (effect.Flags == 0)
                {
                    if (!_effects.OfThread(memos[step], state, thread, place.Node.Steps[step]))
                        return false;
                    effect = ref memos[step].Find(state);
                }
                if (!effect.IsEnabled)
                    continue;
                Take(ref effect, state, number, new(thread, step));
                stuck &= place.MayEnd;
                taken++;
            }
        }
        if (!(state & _owed).Equals(default) && !Others(_acknowledgements, Machine.Acknowledgements, state, number, Move.Acknowledgement, ref taken, ref stuck))
            return false;
        var ignored = true;
        if (_whims.Length > 0 && !Others(_whims, Machine.Whims, state, number, Move.Whim, ref taken, ref ignored))
            return false;
        if (!Asked(_always, Machine.Always, state, number) || (ended && !Asked(_atEnd, Machine.AtEnd, state, number)))
            return false;
        if (ended)
            Happenings |= Happening.Ended;
        else if (stuck && Machine.Deadlock >= 0)
            Note(Machine.Deadlock, number, null);
        Happenings |= _effects.Happenings;
        Transitions += taken;
        return true;
    }

    private bool Others(Memo<S>[] memos, List<Step> steps, S state, long number, int kind, ref long taken, ref bool stuck)
    {
        for (var step = 0; step < memos.Length; step++)
        {
            ref var effect = ref memos[step].Find(state);
            if (effect.Flags == 0)
            {
                if (!_effects.OfStep(memos[step], state, steps[step]))
                    return false;
                effect = ref memos[step].Find(state);
            }
            if (!effect.IsEnabled)
                continue;
            Take(ref effect, state, number, new(kind, step));
            stuck = false;
            taken++;
        }
        return true;
    }

    private bool Asked(Memo<S>[] memos, List<Check> checks, S state, long number)
    {
        for (var check = 0; check < memos.Length; check++)
        {
            ref var effect = ref memos[check].Find(state);
            if (effect.Flags == 0)
            {
                if (!_effects.OfCheck(memos[check], state, checks[check]))
                    return false;
                effect = ref memos[check].Find(state);
            }
            if (effect.IsEnabled)
                Note(checks[check].Property, number, null);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take(ref Effect<S> effect, S state, long number, Move move)
    {
        Emit(_folding.Fold(state & effect.Keep | effect.Set));
        if (effect.Violations != 0)
            NoteAll(effect.Violations, number, move);
    }

    private void NoteAll(uint violations, long number, Move move)
    {
        for (var property = 0; property < Machine.Properties; property++)
            if ((violations >> property & 1) != 0)
                Note(property, number, move);
    }

    // Most states turn up again soon: a small filter catches them before the large table. It keeps them flipped: no state has every
    // bit set, so that an empty place is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Emit(S state)
    {
        var hash = state.Hash;
        ref var recent = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_recent), (nint)(hash >> (64 - FilterBits)));
        var flipped = ~state;
        if (recent.Equals(flipped))
            return;
        recent = flipped;
        if (_adder is null)
            _store.Offer(state, hash);
        else
            Hand(state, hash);
    }

    private void Hand(S state, ulong hash)
    {
        var (batch, count) = (_batch, _batch.Count);
        batch.States[count] = state;
        batch.Hashes[count] = hash;
        batch.Count = ++count;
        if (count == Batch<S>.Length)
            Flush();
    }

    // Whether a step from one state leads to another. What was forgotten when a footprint widened is run again.
    private bool Leads(S state, S target)
    {
        for (var thread = 0; thread < Machine.Nodes.Count; thread++)
        {
            var place = _places.Of(state, thread);
            for (var step = 0; step < place.Memos.Length; step++)
            {
                ref var effect = ref place.Memos[step].Find(state);
                if (effect.Flags == 0 && _effects.OfThread(place.Memos[step], state, thread, place.Node.Steps[step]))
                    effect = ref place.Memos[step].Find(state);
                if (Leads(effect, state, target))
                    return true;
            }
        }
        return (!(state & _owed).Equals(default) && OthersLead(_acknowledgements, Machine.Acknowledgements, state, target))
            || OthersLead(_whims, Machine.Whims, state, target);
    }

    private bool OthersLead(Memo<S>[] memos, List<Step> steps, S state, S target)
    {
        for (var step = 0; step < memos.Length; step++)
        {
            ref var effect = ref memos[step].Find(state);
            if (effect.Flags == 0 && _effects.OfStep(memos[step], state, steps[step]))
                effect = ref memos[step].Find(state);
            if (Leads(effect, state, target))
                return true;
        }
        return false;
    }

    private bool Leads(in Effect<S> effect, S state, S target) =>
        effect.IsEnabled && _folding.Fold(state & effect.Keep | effect.Set).Equals(target);
}
