using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>A deliberately naive explorer: a dictionary of states, a queue, every step run every time. No packing, no
/// remembered effects, no folding, no early end.</summary>
internal sealed class NaiveExplorer(Machine machine)
{
    private readonly Dictionary<string, int> _depths = [];
    private readonly Moves _moves = new(machine);

    // Of each state, in the order of discovery: itself, and where it is led by steps of threads that may not stay, and
    // by answers.
    private readonly List<Cell[]> _states = [];
    private readonly List<List<string>> _promised = [];

    /// <summary>From so many states no end is reached.</summary>
    public int Endless { get; private set; }

    /// <summary>By property: steps of a shortest counterexample; null: it holds.</summary>
    public int?[] Violated { get; } = new int?[machine.Properties];

    /// <summary>The same, where a run that never ends alone shows it.</summary>
    public int?[] Endlessly { get; } = new int?[machine.Properties];

    public long Transitions { get; private set; }

    public int States => _depths.Count;

    /// <summary>Explores everything.</summary>
    /// <returns>False: there are more states than were allowed.</returns>
    public bool Run(int most)
    {
        var queue = new Queue<Cell[]>();
        foreach (var start in machine.Starts)
            Add(start, 0, queue);
        while (queue.TryDequeue(out var state))
        {
            if (States > most)
                return false;
            Visit(state, _depths[Key(state)], queue);
        }
        AskEndless();
        return true;
    }

    // The rule, read slowly. No end is reached from a state where none is among all that it leads to; a run stays in a
    // state where all that it leads to leads back to it; and what is wrong in all of that is wrong for good.
    private void AskEndless()
    {
        var numbers = _states.Select((s, n) => (Key: Key(s), n)).ToDictionary(s => s.Key, s => s.n);
        var leads = _promised.Select(p => p.Select(key => numbers[key]).ToList()).ToList();
        var reaching = new bool[_states.Count];
        for (var changed = true; changed;)
        {
            changed = false;
            for (var n = 0; n < reaching.Length; n++)
                if (!reaching[n] && (_moves.HasEnded(_states[n]) || leads[n].Exists(m => reaching[m])))
                    changed = reaching[n] = true;
        }
        Endless = reaching.Count(r => !r);
        foreach (var check in machine.AtEnd.Where(c => Violated[c.Property] is null).ToList())
            for (var n = 0; n < reaching.Length; n++)
                if (!reaching[n] && Left(n, leads, m => _moves.IsViolated(_states[m], check)) is { } left
                    && left.All(m => Left(m, leads, _ => true)?.Contains(n) ?? false))
                {
                    Endlessly[check.Property] = Math.Min(Endlessly[check.Property] ?? int.MaxValue,
                        _depths[Key(_states[n])]);
                    break;
                }
        for (var p = 0; p < machine.Properties; p++)
            Violated[p] ??= Endlessly[p];
    }

    // All that a state leads to, itself included; null where it isn't all so.
    private static HashSet<int>? Left(int from, List<List<int>> leads, Func<int, bool> isSo)
    {
        var (left, queue) = (new HashSet<int> { from }, new Queue<int>([from]));
        while (queue.TryDequeue(out var n))
        {
            if (!isSo(n))
                return null;
            foreach (var next in leads[n].Where(left.Add))
                queue.Enqueue(next);
        }
        return left;
    }

    private void Visit(Cell[] state, int depth, Queue<Cell[]> queue)
    {
        var progress = false;
        _states.Add(state);
        _promised.Add([]);
        foreach (var move in _moves.Of(state))
        {
            var (step, violations, _) = _moves.Make(state, move)!.Value;
            for (var p = 0; p < machine.Properties; p++)
                if ((violations >> p & 1) != 0)
                    Note(p, depth + 1);
            var isPromised = move.Thread == Move.Acknowledgement
                || (move.Thread >= 0 && !NodeOf(state, move.Thread).MayEnd);
            progress |= isPromised;
            if (isPromised)
                _promised[^1].Add(Key(step.After));
            Transitions++;
            Add(step.After, depth + 1, queue);
        }
        var ended = _moves.HasEnded(state);
        foreach (var check in machine.Always.Concat(ended ? machine.AtEnd : []))
            if (_moves.IsViolated(state, check))
                Note(check.Property, depth);
        if (machine.Deadlock >= 0 && !ended && !progress)
            Note(machine.Deadlock, depth);
    }

    private Node NodeOf(Cell[] state, int thread) => machine.Nodes[thread][(int)state[machine.Pc[thread].Index].Bits];

    private void Note(int property, int depth) =>
        Violated[property] = Math.Min(Violated[property] ?? int.MaxValue, depth);

    private void Add(Cell[] state, int depth, Queue<Cell[]> queue)
    {
        if (_depths.TryAdd(Key(state), depth))
            queue.Enqueue(state);
    }

    private static string Key(Cell[] state) => string.Join(',', state.Select(c => $"{c.Bits:x}.{c.Mark}"));
}
