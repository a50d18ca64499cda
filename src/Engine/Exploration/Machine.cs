namespace Emulator.Engine.Exploration;

/// <summary>How a step came out, and what may be done in one go with it.</summary>
internal enum Outcome
{
    /// <summary>It can't be done now.</summary>
    Blocked,

    /// <summary>Done; others can tell.</summary>
    Done,

    /// <summary>Looked, and changed only where its thread stands: one with the step that follows.</summary>
    Looked,

    /// <summary>Took a lock: one with the step that follows, where that can't block.</summary>
    Acquired,
}

/// <summary>The smallest thing that nobody can get in between.</summary>
/// <param name="Name">Who and what, for traces: stable from run to run.</param>
/// <param name="Act">Does it.</param>
internal sealed record Step(string Name, Func<Context, Outcome> Act)
{
    /// <summary>Whether it only releases: one with the step before.</summary>
    public bool IsRelease { get; init; }

    /// <summary>Whether it can always be done.</summary>
    public bool NeverBlocks { get; init; }
}

/// <summary>One place in a thread's text.</summary>
/// <param name="Steps">What the thread can do there; several: it is free to choose.</param>
/// <param name="MayEnd">Whether the thread may stay there for good.</param>
/// <param name="InAccess">Whether it stands inside a load or a store.</param>
internal sealed record Node(IReadOnlyList<Step> Steps, bool MayEnd, bool InAccess = false);

/// <summary>Something asked of states.</summary>
/// <param name="Property">The property's number.</param>
/// <param name="IsViolated">Whether a state violates it.</param>
/// <param name="About">What it speaks of, by its builder's numbering: the explorer doesn't read it.</param>
internal sealed record Check(int Property, Func<Context, bool> IsViolated, int About = -1);

/// <summary>A machine: fields, the threads' texts, what cores do by themselves, properties and starting states. The explorer knows
/// nothing else; only whoever builds a machine knows a plugin's types.</summary>
internal sealed class Machine
{
    private readonly List<Field> _fields = [];

    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>Where each thread stands: the number of a node.</summary>
    public List<Field> Pc { get; } = [];

    /// <summary>Each thread's nodes.</summary>
    public List<IReadOnlyList<Node>> Nodes { get; } = [];

    /// <summary>Answers that a core owes. They count against deadlock.</summary>
    public List<Step> Acknowledgements { get; } = [];

    /// <summary>Where every one of these fields is 0, no answer is owed.</summary>
    public List<Field> Owed { get; } = [];

    /// <summary>Where one of these fields isn't 0, something done is still to be seen: no thread's end is the machine's.</summary>
    public List<Field> Landing { get; } = [];

    /// <summary>What cores may do at any time.</summary>
    public List<Step> Whims { get; } = [];

    /// <summary>Asked of every state.</summary>
    public List<Check> Always { get; } = [];

    /// <summary>Asked of states in which every thread may stay where it is. Where a run never ends, each is asked of
    /// all that it comes to again and again: one that speaks of several things at once would find now this and now
    /// that.</summary>
    public List<Check> AtEnd { get; } = [];

    /// <summary>Whether a thread's text may go round, or its builder can't tell.</summary>
    public bool MayGoRound { get; set; } = true;

    /// <summary>Signs of steps after which something may go round. Where no text does, none of these was seen and
    /// nothing is ever stuck, every run ends.</summary>
    public Signs EndlessSigns { get; set; }

    /// <summary>The number of the property that is violated where no thread and no answer can go on; -1: not asked.</summary>
    public int Deadlock { get; set; } = -1;

    /// <summary>How many properties there are.</summary>
    public int Properties { get; set; }

    /// <summary>Threads that can't be told apart, each group by number.</summary>
    public List<int[]> Folded { get; } = [];

    /// <summary>The starting states, by field.</summary>
    public List<Cell[]> Starts { get; } = [];

    /// <summary>The step that was blocked last.</summary>
    public Step? Blocked { get; private set; }

    /// <summary>Whether steps that no one can tell apart are done in one go.</summary>
    public bool Merges { get; set; } = true;

    /// <summary>Adds a field.</summary>
    /// <param name="name">For traces.</param>
    /// <param name="thread">Its thread; -1: shared.</param>
    /// <param name="like">The same field of a thread with the same text, whose values it shares.</param>
    /// <param name="roomy">Bits to give it before its domain is known.</param>
    public Field Add(string name, int thread = -1, Field? like = null, int roomy = 4)
    {
        var field = new Field(_fields.Count, name, thread, like?.Domain ?? new(), roomy);
        _fields.Add(field);
        return field;
    }

    public Node NodeOf(Context context, int thread) => Nodes[thread][(int)context[Pc[thread]].Bits];

    /// <summary>Does a thread's step, and with it what nobody could get in between.</summary>
    /// <returns>False: it is blocked.</returns>
    public bool Fire(Context context, int thread, Step step)
    {
        var outcome = step.Act(context);
        var last = step;
        while (outcome != Outcome.Blocked && Merges && Next(NodeOf(context, thread), outcome) is { } next)
        {
            var before = outcome;
            (last, outcome) = (next, next.Act(context));
            if (outcome == Outcome.Blocked && before == Outcome.Acquired)
                throw new InvalidOperationException($"{next.Name} was said never to block");
        }
        Blocked = outcome == Outcome.Blocked ? last : null;
        return outcome != Outcome.Blocked;
    }

    // Who has looked and must wait then is bound to what it saw: others can tell, where they ask who waits for whom.
    private Step? Next(Node node, Outcome outcome) => node.Steps is not [var only] || (node.MayEnd && outcome != Outcome.Looked) ? null : outcome switch
    {
        Outcome.Looked when Deadlock < 0 || only.NeverBlocks => only,
        Outcome.Acquired when only.NeverBlocks || only.IsRelease => only,
        Outcome.Done when only.IsRelease => only,
        _ => null,
    };
}
