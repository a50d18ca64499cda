using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>Runs that never end.</summary>
/// <param name="States">From so many states no end is reached by what is promised to happen.</param>
/// <param name="IsStuck">Whether some of these runs stand still for good.</param>
/// <param name="GoesRound">Whether some of them go round for ever.</param>
internal sealed record Endless(long States, bool IsStuck, bool GoesRound);

/// <summary>The second look at explored states: from which of them no end is reached, where such runs stay, and what is
/// wrong all the while that they do.</summary>
/// <remarks>A run that never ends comes to a component without a way out, whose states it visits again and again: every
/// promised step that is possible again and again is taken some time. A whim that never comes, and a thread that stays
/// where it may, leave it there. So what a check says of every state of such a component is so for good, and what it
/// says of some is only so for a while.</remarks>
internal sealed class EndlessSearch<S>(
    Store<S> states, Mixing mixing, Promised<S> promised, Joint<S> atEnd, Func<long, bool> isBounded)
    where S : unmanaged, IBits<S>
{
    private const int Pause = 0x3fff;
    private readonly ulong[] _reaching = new ulong[states.Count / 64 + 1];
    private readonly HashSet<int> _lasting = [], _violated = [];
    private bool _isStuck, _goesRound;

    /// <summary>What was found; null: every run ends, or a bound was reached.</summary>
    public Endless? Found { get; private set; }

    /// <summary>By check of ends that is violated in every state of a component: the first such state.</summary>
    public SortedDictionary<int, long> Lost { get; } = [];

    /// <summary>Looks.</summary>
    public void Run()
    {
        if (WithoutEnd() is not { Length: > 0 } rest)
            return;
        if (isBounded(rest.Length * (long)Components<S>.BytesPerState + StateIndex<S>.BytesFor(rest.Length)))
            return;
        using var index = new StateIndex<S>(states, mixing, rest);
        if (!Fill(index))
            return;
        var components = new Components<S>(index, promised, members => Ask(index, rest, members));
        for (uint state = 0; state < rest.Length; state++)
        {
            if (IsPaused(state))
                return;
            components.From(state);
        }
        Found = new(rest.Length, _isStuck, _goesRound);
    }

    // The states from which no end is reached, in order; null: a bound was reached.
    private uint[]? WithoutEnd()
    {
        if (isBounded(StateIndex<S>.BytesFor(states.Count)))
            return null;
        using var index = new StateIndex<S>(states, mixing);
        return Fill(index) && Last(index) is { } rest && Swept(index, rest) ? [.. rest.Order()] : null;
    }

    // Called once, and long at work, as those below: they can't wait for the tiers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Fill(StateIndex<S> index)
    {
        for (long number = 0; number < index.Count; number++)
        {
            if (IsPaused(number))
                return false;
            index.Add(number);
        }
        return true;
    }

    // The first sweep, from the last state found to the first: most states are farther from the start than those that
    // lead to them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<uint>? Last(StateIndex<S> index)
    {
        var rest = new List<uint>();
        for (var number = states.Count; number-- > 0;)
        {
            if (IsPaused(number))
                return null;
            if (!Reaches(index, number))
                rest.Add((uint)number);
        }
        return rest;
    }

    // More sweeps over what is left, to and fro, until one finds nothing. False: a bound was reached.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Swept(StateIndex<S> index, List<uint> rest)
    {
        for (var before = rest.Count + 1; rest.Count < before;)
        {
            before = rest.Count;
            rest.Reverse();
            var kept = 0;
            for (var at = 0; at < before; at++)
            {
                if (IsPaused(at))
                    return false;
                if (!Reaches(index, rest[at]))
                    rest[kept++] = rest[at];
            }
            rest.RemoveRange(kept, before - kept);
        }
        return true;
    }

    private bool Reaches(StateIndex<S> index, long number)
    {
        var state = states[number];
        var reaches = promised.IsEnd(state);
        if (!reaches)
            foreach (var next in promised.After(state))
                if (IsReaching(index.Find(next)))
                {
                    reaches = true;
                    break;
                }
        if (reaches)
            _reaching[number >> 6] |= 1UL << (int)number;
        return reaches;
    }

    private bool IsReaching(long number) => (_reaching[number >> 6] >> (int)number & 1) != 0;

    private bool IsPaused(long number) => (number & Pause) == Pause && isBounded(0);

    // What is violated in every state of a component.
    private void Ask(StateIndex<S> index, uint[] rest, ReadOnlySpan<uint> members)
    {
        var isStuck = members.Length == 1 && promised.After(index[members[0]]).IsEmpty;
        (_isStuck, _goesRound) = (_isStuck | isStuck, _goesRound | !isStuck);
        var first = long.MaxValue;
        _lasting.Clear();
        for (var n = 0; n < members.Length; n++)
        {
            Ask(index[members[n]], isFirst: n == 0);
            first = Math.Min(first, rest[members[n]]);
        }
        foreach (var check in _lasting)
            Lost[check] = Math.Min(Lost.GetValueOrDefault(check, long.MaxValue), first);
    }

    private void Ask(S state, bool isFirst)
    {
        _violated.Clear();
        foreach (ref readonly var check in atEnd.Known(state))
            _violated.Add(check.Step);
        if (isFirst)
            _lasting.UnionWith(_violated);
        else
            _lasting.IntersectWith(_violated);
    }
}
