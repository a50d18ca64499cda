namespace Emulator.Engine.Exploration;

/// <summary>Runs what isn't remembered yet, and remembers it under the bits that it looked at.</summary>
internal sealed class Effects<S>(Machine machine, Packing<S> packing) where S : unmanaged, IBits<S>
{
    private readonly Context _context = new(machine.Fields.Count);
    private readonly Cell[] _values = new Cell[machine.Fields.Count];

    /// <summary>What anything that was run was a sign of.</summary>
    public Signs Signs { get; private set; }

    /// <summary>The steps of a thread at a node.</summary>
    public Joint<S> OfThread(int thread, Node node) =>
        Joint([.. node.Steps.Select(step => (Func<Context, bool>)(c => machine.Fire(c, thread, step)))], node.MayEnd);

    /// <summary>Steps of no thread.</summary>
    public Joint<S> OfSteps(IReadOnlyList<Step> steps) =>
        Joint([.. steps.Select(step => (Func<Context, bool>)(c => step.Act(c) != Outcome.Blocked))]);

    /// <summary>Checks: taken where they are violated.</summary>
    public Joint<S> OfChecks(IReadOnlyList<Check> checks) => Joint([.. checks.Select(check => check.IsViolated)]);

    private Joint<S> Joint(Func<Context, bool>[] acts, bool mayEnd = false)
    {
        var memos = Memo<S>.Several(acts.Length);
        return new(memos, (step, state) => Of(memos[step], state, acts[step]), mayEnd);
    }

    private bool Of(Memo<S> memo, S state, Func<Context, bool> act)
    {
        packing.Unpack(state, _values);
        _context.Begin(_values);
        var enabled = Guarded(act);
        Signs |= _context.Signs;
        S looked = default, keep = ~default(S), set = default;
        for (var f = 0; f < _values.Length; f++)
        {
            if (_context.WasRead(f))
                looked |= packing.MaskOf(f);
            if (!enabled || !_context.WasWritten(f))
                continue;
            keep &= ~packing.MaskOf(f);
            if (!packing.TryAdd(ref set, f, machine.Fields[f].Domain.Intern(_context.Peek(f))))
                return false;
        }
        if (!(looked & ~memo.Mask).Equals(default))
            memo.Widen(looked);
        memo.Remember(state, new(default, keep, set, _context.Violations,
            Effect<S>.Filled | (enabled ? Effect<S>.Enabled : 0)));
        return true;
    }

    // What threw is never remembered.
    private bool Guarded(Func<Context, bool> act)
    {
        try
        {
            return act(_context);
        }
        catch (Exception e)
        {
            throw new StepException(string.Join(", ", machine.Fields.Where(f => _values[f.Index] != default)
                .Select(f => $"{f} = 0x{_values[f.Index].Bits:x}")), e);
        }
    }
}

/// <summary>A step or a check threw in some state.</summary>
/// <param name="state">Every field of the state that isn't 0.</param>
/// <param name="inner">What was thrown.</param>
internal sealed class StepException(string state, Exception inner) : Exception(inner.Message, inner)
{
    public string State => state;
}
