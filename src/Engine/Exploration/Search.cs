using System.Diagnostics;

namespace Emulator.Engine.Exploration;

/// <summary>An exploration under way, whatever the size of its packed states.</summary>
internal abstract class Search(Machine machine, Limits limits, Stopwatch time) : IDisposable
{
    protected Machine Machine => machine;

    protected Limits Limits => limits;

    /// <summary>The first state of each level, by depth.</summary>
    protected List<long> Levels { get; private set; } = [0];

    /// <summary>The state that is looked at next.</summary>
    protected long Next { get; set; }

    protected long Transitions { get; set; }

    public Violation?[] Violations { get; private set; } = new Violation?[machine.Properties];

    public Happening Happenings { get; protected set; }

    public string? Bound { get; private set; }

    /// <summary>Whether fields are as narrow as their values allow.</summary>
    public bool IsPacked { get; private set; }

    public Coverage Coverage => new(Count, Transitions, Levels.Count - 1, Bytes);

    protected abstract long Count { get; }

    protected abstract long Bytes { get; }

    /// <summary>Adds the starting states.</summary>
    public void Start()
    {
        foreach (var start in machine.Starts)
        {
            var ids = new int[start.Length];
            for (var f = 0; f < ids.Length; f++)
                ids[f] = machine.Fields[f].Domain.Intern(start[f]);
            _starts.Add(ids);
        }
        _starts.ForEach(ids => Append(ids));
        Flush();
    }

    private readonly List<int[]> _starts = [];

    /// <summary>Goes on where another search had to stop for want of room in its states.</summary>
    public void Continue(Search old, bool packed)
    {
        (Levels, Next, Transitions, Violations, Happenings, IsPacked) = (old.Levels, old.Next, old.Transitions, old.Violations, old.Happenings, packed);
        var ids = new int[machine.Fields.Count];
        for (long n = 0; n < old.Count; n++)
        {
            old.Read(n, ids);
            Append(ids);
        }
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
            var end = Count;
            if (!Expand(end))
                return false;
            if (Next < end)
                break;
            Levels.Add(end);
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
