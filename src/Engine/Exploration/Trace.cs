namespace Emulator.Engine.Exploration;

/// <summary>A way through a machine: a starting state and transitions.</summary>
/// <param name="Start">The starting state, by field.</param>
/// <param name="Steps">What was done, in order.</param>
internal sealed record Trace(Cell[] Start, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>The check of ends that is violated in the last state and in all that it leads to, where no run from
    /// there ends; null: the last step or state is a plain violation.</summary>
    public Check? Lasting { get; init; }
}

/// <summary>A transition of a trace.</summary>
/// <param name="Move">Which of the state's steps.</param>
/// <param name="Name">The step's name.</param>
/// <param name="Told">What was done, in the builder's own terms; more where steps were done in one go.</param>
/// <param name="After">The state afterwards, by field.</param>
internal sealed record TraceStep(Move Move, string Name, IReadOnlyList<object> Told, Cell[] After);

/// <summary>Every step that a state offers, in the explorer's order.</summary>
internal sealed class Moves(Machine machine)
{
    private readonly Context _context = new(machine.Fields.Count);

    /// <summary>The steps that can be done in a state.</summary>
    public IEnumerable<Move> Of(Cell[] state)
    {
        for (var thread = 0; thread < machine.Nodes.Count; thread++)
        {
            var node = NodeOf(state, thread);
            for (var step = 0; step < node.Steps.Count; step++)
                if (Make(state, new(thread, step)) is not null)
                    yield return new(thread, step);
        }
        for (var step = 0; step < machine.Acknowledgements.Count; step++)
            if (Make(state, new(Move.Acknowledgement, step)) is not null)
                yield return new(Move.Acknowledgement, step);
        for (var step = 0; step < machine.Whims.Count; step++)
            if (Make(state, new(Move.Whim, step)) is not null)
                yield return new(Move.Whim, step);
    }

    /// <summary>Does a step.</summary>
    /// <returns>What it did and what it violates; null: it is blocked.</returns>
    public (TraceStep Step, uint Violations, Signs Signs)? Make(Cell[] state, Move move)
    {
        var told = new List<object>();
        _context.Begin(state);
        _context.Tell = told.Add;
        var step = StepOf(state, move);
        var done = Do(move, step);
        _context.Tell = null;
        return done ? (new(move, step.Name, told, _context.Values.ToArray()), _context.Violations, _context.Signs) : null;
    }

    /// <summary>What a step told last before it was blocked; null: nothing, or it isn't blocked.</summary>
    public object? Blocked(Cell[] state, Move move)
    {
        object? last = null;
        _context.Begin(state);
        _context.Tell = told => last = told;
        var step = StepOf(state, move);
        var done = Do(move, step);
        _context.Tell = null;
        return done ? null : last;
    }

    /// <summary>Does each step that can be done.</summary>
    public IEnumerable<(TraceStep Step, uint Violations, Signs Signs)> From(Cell[] state) =>
        Of(state).Select(m => Make(state, m)).OfType<(TraceStep, uint, Signs)>();

    /// <summary>Does each step that is promised: of threads that may not stay where they are, and answers.</summary>
    public IEnumerable<TraceStep> Promised(Cell[] state) => From(state).Select(m => m.Step).Where(s =>
        s.Move.Thread == Move.Acknowledgement || (s.Move.Thread >= 0 && !NodeOf(state, s.Move.Thread).MayEnd));

    /// <summary>Whether a check says that a state violates it.</summary>
    public bool IsViolated(Cell[] state, Check check)
    {
        _context.Begin(state);
        return check.IsViolated(_context);
    }

    /// <summary>Whether every thread may stay where it is, and nothing done is still to be seen.</summary>
    public bool HasEnded(Cell[] state) => machine.Landing.All(f => !state[f.Index].IsTrue)
        && Enumerable.Range(0, machine.Nodes.Count).All(t => NodeOf(state, t).MayEnd);

    /// <summary>The check of ends that is violated in a state and in all that it leads to, where no run from there
    /// ends.</summary>
    /// <param name="state">Where runs go on.</param>
    /// <param name="property">The property that is asked.</param>
    /// <param name="most">States to look at.</param>
    /// <returns>Null: there is none; or it isn't known, for there is more to look at.</returns>
    public (Check? Check, bool IsOpen) Lasting(Cell[] state, int property, int most)
    {
        var checks = machine.AtEnd.Where(c => c.Property == property).ToList();
        var (seen, left) = (new HashSet<string> { Key(state) }, new Queue<Cell[]>([state]));
        while (left.TryDequeue(out var at))
        {
            checks.RemoveAll(c => !IsViolated(at, c));
            if (checks.Count == 0 || HasEnded(at))
                return (null, false);
            if (seen.Count > most)
                return (null, true);
            foreach (var step in Promised(at).Where(s => seen.Add(Key(s.After))))
                left.Enqueue(step.After);
        }
        return (checks[0], false);
    }

    private static string Key(Cell[] state) => string.Join(',', state);

    private Node NodeOf(Cell[] state, int thread) => machine.Nodes[thread][(int)state[machine.Pc[thread].Index].Bits];

    private bool Do(Move move, Step step) =>
        move.Thread >= 0 ? machine.Fire(_context, move.Thread, step) : step.Act(_context) != Outcome.Blocked;

    private Step StepOf(Cell[] state, Move move) => move.Thread switch
    {
        Move.Acknowledgement => machine.Acknowledgements[move.Step],
        Move.Whim => machine.Whims[move.Step],
        var thread => NodeOf(state, thread).Steps[move.Step],
    };
}

/// <summary>Runs a way through folded states again, with threads that keep their names.</summary>
internal sealed class Retracer<S>(Machine machine, Packing<S> packing, Folding<S> folding) where S : unmanaged, IBits<S>
{
    private readonly Moves _moves = new(machine);

    /// <param name="way">Folded states, from a starting state on.</param>
    /// <param name="property">The property that one more transition violates; -1: none, the last state does.</param>
    public Trace Trace(List<S> way, int property)
    {
        var start = machine.Starts.First(s => Folded(s).Equals(way[0]));
        var (state, steps) = (start, new List<TraceStep>());
        foreach (var next in way.Skip(1))
            Take(m => Folded(m.Step.After).Equals(next));
        if (property >= 0)
            Take(m => (m.Violations >> property & 1) != 0);
        return new(start, steps);

        void Take(Func<(TraceStep Step, uint Violations, Signs Signs), bool> wanted)
        {
            var step = _moves.From(state).First(wanted).Step;
            steps.Add(step);
            state = step.After;
        }
    }

    private S Folded(Cell[] state)
    {
        S bits = default;
        for (var f = 0; f < state.Length; f++)
            if (!packing.TryAdd(ref bits, f, machine.Fields[f].Domain.Intern(state[f])))
                return ~default(S);
        return folding.Fold(bits);
    }
}
