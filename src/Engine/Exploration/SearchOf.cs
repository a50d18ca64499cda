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
    private readonly Mixing _mixing;
    private readonly Store<S> _store;
    private readonly Effects<S> _effects;
    private readonly Places<S> _places;
    private readonly Joint<S> _acknowledgements, _whims, _always, _atEnd;
    private readonly S _owed, _landing;
    private readonly int _threads;
    private readonly bool _hasWhims;
    private readonly S[] _recent = new S[1 << FilterBits];
    private Batch<S> _batch = new();
    private Adder<S>? _adder;

    public Search(Machine machine, Layout layout, Limits limits, Stopwatch time) : base(machine, layout, limits, time)
    {
        _packing = new(machine, layout);
        _folding = new(layout);
        _mixing = new(layout.Width);
        _store = new(_mixing, limits.StoreBits);
        _effects = new(machine, _packing);
        _places = new(machine, layout, _effects);
        (_acknowledgements, _whims) = (_effects.OfSteps(machine.Acknowledgements), _effects.OfSteps(machine.Whims));
        (_always, _atEnd) = (_effects.OfChecks(machine.Always), _effects.OfChecks(machine.AtEnd));
        (_threads, _hasWhims) = (machine.Nodes.Count, machine.Whims.Count > 0);
        foreach (var field in machine.Owed)
            _owed |= _packing.MaskOf(field.Index);
        foreach (var field in machine.Landing)
            _landing |= _packing.MaskOf(field.Index);
    }

    protected override long Count => _store.Count;

    protected override long Bytes => _store.Bytes;

    protected override long BytesToGrow => _store.BytesToGrow;

    public override Trace TraceTo(int property, Violation violation)
    {
        var way = new List<S> { _store[violation.State] };
        var depth = DepthOf(violation.State);
        for (var target = way[0]; depth > 0; depth--)
        {
            var number = Levels[depth - 1];
            while (!Leads(_store[number], target))
                if (++number >= Levels[depth])
                    throw new InvalidOperationException("a state has no way to it");
            way.Add(target = _store[number]);
        }
        way.Reverse();
        var trace = new Retracer<S>(Machine, _packing, _folding).Trace(way, violation.Move is null ? -1 : property);
        return trace with { Lasting = violation.Lasting };
    }

    protected override Endless? Seek(Func<long, bool> isBounded, out IReadOnlyDictionary<int, long> lost)
    {
        _store.Close();
        var promised = new Promised<S>(Machine, _packing, _folding, _places, _acknowledgements);
        var search = new EndlessSearch<S>(_store, _mixing, promised, _atEnd, isBounded);
        search.Run();
        Signs |= _effects.Signs;
        lost = search.Lost;
        return search.Found;
    }

    public override void Dispose()
    {
        _adder?.Dispose();
        _store.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // packing again can't wait for the tiers
    protected override void Read(long number, Span<int> ids)
    {
        var state = _store[number];
        for (var f = 0; f < ids.Length; f++)
            ids[f] = _packing.IdOf(state, f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        var (ended, stuck) = (true, true);
        var transitions = Transitions;
        for (var thread = 0; thread < _threads; thread++)
        {
            var steps = _places.Of(state, thread);
            ended &= steps.MayEnd;
            if (!TryTake(steps, state, number, thread, steps.MayEnd, ref transitions, ref stuck))
                return false;
        }
        if (!(state & _owed).Equals(default)
            && !TryTake(_acknowledgements, state, number, Move.Acknowledgement, false, ref transitions, ref stuck))
            return false;
        if (_hasWhims && !TryTake(_whims, state, number, Move.Whim, true, ref transitions, ref stuck))
            return false;
        ended &= (state & _landing).Equals(default);
        if (!Asked(_always, Machine.Always, state, number) || (ended && !Asked(_atEnd, Machine.AtEnd, state, number)))
            return false;
        HasEnded |= ended;
        if (stuck && !ended)
            NoteStuck(number);
        Signs |= _effects.Signs;
        Transitions = transitions;
        return true;
    }

    private void NoteStuck(long number)
    {
        IsStuck = true;
        if (Machine.Deadlock >= 0)
            Note(Machine.Deadlock, number, null);
    }

    private bool Asked(Joint<S> joint, List<Check> checks, S state, long number)
    {
        if (joint.IsEmpty)
            return true;
        var place = joint.Find(state);
        if (place == 0)
            return false;
        foreach (var check in joint.At(place))
            Note(checks[check.Step].Property, number, null);
        return true;
    }

    // Takes every step that can be taken. Where others wait, what may be taken for ever doesn't count. False: a field
    // has outgrown its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(
        Joint<S> steps, S state, long number, int thread, bool mayEnd, ref long transitions, ref bool stuck)
    {
        var place = steps.Find(state);
        if (place == 0)
            return false;
        var taken = steps.At(place);
        foreach (ref readonly var step in taken)
        {
            Emit(_folding.Fold(state & step.Keep | step.Set));
            if (step.Violations != 0)
                NoteAll(step.Violations, number, new(thread, step.Step));
        }
        stuck &= mayEnd || taken.IsEmpty;
        transitions += taken.Length;
        return true;
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
        var hash = S.Mix(state, _mixing);
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
        for (var thread = 0; thread < _threads; thread++)
            if (Leads(_places.Of(state, thread), state, target))
                return true;
        return (!(state & _owed).Equals(default) && Leads(_acknowledgements, state, target)) || Leads(_whims, state, target);
    }

    private bool Leads(Joint<S> joint, S state, S target)
    {
        if (joint.Find(state) is not 0 and var place)
            foreach (ref readonly var step in joint.At(place))
                if (_folding.Fold(state & step.Keep | step.Set).Equals(target))
                    return true;
        return false;
    }
}
