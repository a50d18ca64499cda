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
        Bound = limits.Cancel.IsCancellationRequested ? "interrupted"
            : Count >= limits.MaxStates ? "max-states"
            : BytesToGrow > limits.MaxBytes ? "max-memory"
            : limits.Time is { } most && time.Elapsed >= most ? "time"
            : null;
        return Bound is not null;
    }
}
