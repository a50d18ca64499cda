using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Emulator.Engine.Exploration;

/// <summary>An exploration under way, whatever the size of its packed states.</summary>
internal abstract class Search(Machine machine, Layout layout, Limits limits, Stopwatch time) : IDisposable
{
    protected Machine Machine => machine;

    protected Limits Limits => limits;

    public Layout Layout => layout;

    // The first state of the level after the one that is looked at.
    private long _end;

    /// <summary>The first state of each level, by depth.</summary>
    protected List<long> Levels { get; private set; } = [0];

    /// <summary>The state that is looked at next.</summary>
    protected long Next { get; set; }

    protected long Transitions { get; set; }

    public Violation?[] Violations { get; private set; } = new Violation?[machine.Properties];

    public Signs Signs { get; protected set; }

    /// <summary>Whether an end was seen.</summary>
    public bool HasEnded { get; protected set; }

    /// <summary>Whether a state was seen that is no end and in which nothing can go on.</summary>
    public bool IsStuck { get; protected set; }

    public string? Bound { get; private set; }

    /// <summary>Runs that never end, where they were looked for.</summary>
    public Endless? Endless { get; private set; }

    /// <summary>Whether fields are as narrow as their values allow.</summary>
    public bool IsPacked { get; private set; }

    public Coverage Coverage => new(Count, Transitions, Levels.Count - 1, Bytes);

    protected abstract long Count { get; }

    protected abstract long Bytes { get; }

    /// <summary>Adds the starting states.</summary>
    public void Start()
    {
        var ids = new int[machine.Fields.Count];
        foreach (var start in machine.Starts)
        {
            for (var f = 0; f < ids.Length; f++)
                ids[f] = machine.Fields[f].Domain.Intern(start[f]);
            Append(ids);
        }
        Flush();
    }

    /// <summary>Goes on where another search had to stop for want of room in its states.</summary>
    public void Continue(Search old, bool packed)
    {
        (Levels, Next, _end) = (old.Levels, old.Next, old._end);
        (Transitions, Violations, Signs, IsPacked) = (old.Transitions, old.Violations, old.Signs, packed);
        (HasEnded, IsStuck) = (old.HasEnded, old.IsStuck);
        Append(old);
        Flush();
        if (Count != old.Count)
            throw new InvalidOperationException($"{old.Count} states became {Count} when they were packed again");
    }

    /// <summary>Explores level by level.</summary>
    /// <returns>False: a field has outgrown its place, or it is time to pack; go on with another layout.</returns>
    public bool Run()
    {
        while (Next < Count && Bound is null)
        {
            if (!IsPacked && Count >= limits.PackAfter)
                return false;
            if (Next == _end)
            {
                if (IsBounded())
                    break;
                _end = Count;
            }
            if (!Expand(_end))
                return false;
            if (Next < _end)
                break;
            Levels.Add(_end);
            if (Array.TrueForAll(Violations, v => v is not null))
                break;
        }
        return true;
    }

    /// <summary>Looks whether runs never end, and asks of them what is asked of ends, where that can matter: once all
    /// is explored. It is a second look at every state, and left out where its answer is known: a thread that always
    /// has a next step and never goes round comes to its end. Who builds a machine knows whether a text goes round, and
    /// which steps are a sign that something else may.</summary>
    /// <returns>Null: it is known. Else the bound that was reached first.</returns>
    public string? SeekEndless()
    {
        var isKnown = HasEnded && !IsStuck && !machine.MayGoRound && !Signs.Has(machine.EndlessSigns);
        if (Bound is not null || (isKnown && !limits.AlwaysSeeksEndless) || !machine.AtEnd.Any(IsUndecided))
            return null;
        string? bound = null;
        Endless = Seek(more => (bound ??= BoundBy(Bytes + more)) is not null, out var lost);
        foreach (var (number, state) in lost.OrderBy(l => l.Value))
            if (machine.AtEnd[number] is var check && IsUndecided(check))
                Violations[check.Property] = new(state, DepthOf(state), null, check);
        return bound;
    }

    private bool IsUndecided(Check check) => Violations[check.Property] is null;

    /// <summary>Steps from the start to a state.</summary>
    protected int DepthOf(long number) => Levels.FindLastIndex(first => first <= number);

    /// <summary>Looks for runs that never end.</summary>
    /// <param name="isBounded">Whether a bound is reached, if so many bytes more are taken.</param>
    /// <param name="lost">By check of ends that is violated for good in such a run: the first state from which on it
    /// is.</param>
    protected abstract Endless? Seek(Func<long, bool> isBounded, out IReadOnlyDictionary<int, long> lost);

    /// <summary>The shortest way to a violation.</summary>
    public abstract Trace TraceTo(int property, Violation violation);

    public abstract void Dispose();

    /// <summary>Looks at the states up to <paramref name="end"/>.</summary>
    /// <returns>False: a field has outgrown its place.</returns>
    protected abstract bool Expand(long end);

    protected abstract void Read(long number, Span<int> ids);

    protected abstract void Append(ReadOnlySpan<int> ids);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // called seldom, and long at work: it can't wait for the tiers
    private void Append(Search old)
    {
        var ids = new int[machine.Fields.Count];
        for (long n = 0; n < old.Count; n++)
        {
            old.Read(n, ids);
            Append(ids);
        }
    }

    protected abstract void Flush();

    protected abstract long BytesToGrow { get; }

    /// <summary>Notes a violation, where it is the shortest so far.</summary>
    protected void Note(int property, long state, Move? move)
    {
        var length = Levels.Count - 1 + (move is null ? 0 : 1);
        if (Violations[property] is not { } known || known.Length > length)
            Violations[property] = new(state, length, move);
    }

    /// <summary>Whether a bound is reached; tells of progress.</summary>
    protected bool IsBounded()
    {
        limits.Progress?.Invoke(Coverage);
        Bound = Count >= limits.MaxStates && !limits.Cancel.IsCancellationRequested
            ? "max-states"
            : BoundBy(BytesToGrow);
        return Bound is not null;
    }

    // Which bound is reached with so many bytes.
    private string? BoundBy(long bytes) => limits.Cancel.IsCancellationRequested ? "interrupted"
        : bytes > limits.MaxBytes ? "max-memory"
        : limits.Time is { } most && time.Elapsed >= most ? "time"
        : null;
}
