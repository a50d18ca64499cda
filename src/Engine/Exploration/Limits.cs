namespace Emulator.Engine.Exploration;

/// <summary>Where an exploration stops without an answer.</summary>
/// <param name="MaxStates">Of one row.</param>
/// <param name="MaxBytes">For the states of one row.</param>
/// <param name="Time">For one row; null: none.</param>
/// <param name="Cancel">Asked for by the user.</param>
internal sealed record Limits(long MaxStates = uint.MaxValue / 2, long MaxBytes = long.MaxValue, TimeSpan? Time = null, CancellationToken Cancel = default)
{
    /// <summary>Told now and then how far an exploration has come.</summary>
    public Action<Coverage>? Progress { get; init; }

    /// <summary>Whether large levels may be shared between two threads.</summary>
    public Func<bool> MayShare { get; init; } = () => false;

    /// <summary>From how many states on a level is large.</summary>
    public int LargeLevel { get; init; } = 1 << 15;

    /// <summary>How many states are found before fields are packed as tightly as their values allow.</summary>
    public long PackAfter { get; init; } = 50_000;

    /// <summary>Words of a packed state, at least: for tests of every width.</summary>
    public int LeastWords { get; init; } = 1;

    /// <summary>Log2 of the slots that the store begins with: for tests of its growth.</summary>
    public int StoreBits { get; init; } = 12;

    /// <summary>Whether runs that never end are looked for even where nothing speaks for them: for tests of what speaks
    /// for them.</summary>
    public bool AlwaysSeeksEndless { get; init; }

    /// <summary>Bits of every field before its values are known; null: its own wish. For tests of repacking.</summary>
    public int? Roomy { get; init; }
}

/// <summary>What an exploration has covered.</summary>
/// <param name="States">Different states found.</param>
/// <param name="Transitions">Steps taken from them.</param>
/// <param name="Depth">Steps from the start of the states looked at last.</param>
/// <param name="Bytes">Memory of the states.</param>
internal readonly record struct Coverage(long States, long Transitions, int Depth, long Bytes);

/// <summary>A place where a property is violated: a state, or a transition out of it.</summary>
/// <param name="State">The state's number.</param>
/// <param name="Length">Transitions from a starting state, the last one included.</param>
/// <param name="Move">The violating transition; null: the state itself violates.</param>
/// <param name="Lasting">The check of ends that is violated in the state, where no run from it ends, and in all that it
/// leads to; null: it is a plain violation.</param>
internal sealed record Violation(long State, int Length, Move? Move, Check? Lasting = null);

/// <summary>A transition: which of a state's steps.</summary>
/// <param name="Thread">The thread; -1: an acknowledgement; -2: a whim of a core.</param>
/// <param name="Step">The number of the step in its node, or among the acknowledgements or whims.</param>
internal readonly record struct Move(int Thread, int Step)
{
    public const int Acknowledgement = -1, Whim = -2;
}

/// <summary>What came of an exploration.</summary>
internal sealed record Findings
{
    public required Coverage Coverage { get; init; }

    /// <summary>Null: every reachable state was looked at, or every property is decided. Else which bound was reached.</summary>
    public string? Bound { get; init; }

    /// <summary>Whether the bound was reached only when every reachable state had been looked at, and not yet whether
    /// every run ends: what is asked of ends is undecided, and nothing else.</summary>
    public bool IsBoundOfEnds { get; init; }

    /// <summary>Runs that never end; null: there are none, or it didn't matter for any property.</summary>
    public Endless? Endless { get; init; }

    /// <summary>By property; null: not violated by what was covered.</summary>
    public required IReadOnlyList<Trace?> Violations { get; init; }

    /// <summary>What was seen somewhere.</summary>
    public Signs Signs { get; init; }

    /// <summary>Whether some state is an end.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Whether in some state that is no end no thread and no answer can go on.</summary>
    public bool IsStuck { get; init; }

    public required TimeSpan Time { get; init; }

    /// <summary>Whether a bound was reached before a property that isn't violated was known to hold.</summary>
    /// <param name="isOfEnds">Whether it is asked of ends, and of runs that never do.</param>
    public bool IsUndecided(bool isOfEnds) => Bound is not null && (isOfEnds || !IsBoundOfEnds);
}
