using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>A deliberately naive explorer: a dictionary of states, a queue, every step run every time. No packing, no remembered
/// effects, no folding, no early end.</summary>
internal sealed class NaiveExplorer(Machine machine)
{
    private readonly Dictionary<string, int> _depths = [];
    private readonly Moves _moves = new(machine);

    /// <summary>By property: steps of a shortest counterexample; null: it holds.</summary>
    public int?[] Violated { get; } = new int?[machine.Properties];

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
        return true;
    }

    private void Visit(Cell[] state, int depth, Queue<Cell[]> queue)
    {
        var progress = false;
        foreach (var move in _moves.Of(state))
        {
            var (step, violations, _) = _moves.Make(state, move)!.Value;
            for (var p = 0; p < machine.Properties; p++)
                if ((violations >> p & 1) != 0)
                    Note(p, depth + 1);
            progress |= move.Thread == Move.Acknowledgement || (move.Thread >= 0 && !NodeOf(state, move.Thread).MayEnd);
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

    private void Note(int property, int depth) => Violated[property] = Math.Min(Violated[property] ?? int.MaxValue, depth);

    private void Add(Cell[] state, int depth, Queue<Cell[]> queue)
    {
        if (_depths.TryAdd(Key(state), depth))
            queue.Enqueue(state);
    }

    private static string Key(Cell[] state) => string.Join(',', state.Select(c => $"{c.Bits:x}.{c.Mark}"));
}
