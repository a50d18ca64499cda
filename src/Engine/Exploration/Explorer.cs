using System.Diagnostics;
using System.Numerics;

namespace Emulator.Engine.Exploration;

/// <summary>Explores a machine breadth first: every reachable state once, exactly, shortest counterexamples first.</summary>
internal static class Explorer
{
    /// <summary>Explores until every state is looked at, every property is violated, or a bound is reached.</summary>
    public static Findings Run(Machine machine, Limits limits)
    {
        foreach (var field in machine.Fields)
            foreach (var start in machine.Starts)
                field.Domain.Intern(start[field.Index]);
        var time = Stopwatch.StartNew();
        try
        {
            return Explore(machine, limits, time);
        }
        catch (StateTooWideException) when (machine.Folded.Count > 0)
        {
            // A folded thread has to fit one word. From the start again: folded and unfolded states don't mix.
            machine.Folded.Clear();
            return Explore(machine, limits, time);
        }
    }

    private static Findings Explore(Machine machine, Limits limits, Stopwatch time)
    {
        int[] First() => limits.Roomy is { } roomy ? [.. Layout.Tight(machine).Select(w => Math.Max(w, roomy))] : Layout.Roomy(machine);
        var search = Make(machine, Layout.OfWidest(machine, limits.LeastWords, First(), Layout.Tight(machine)), limits, time);
        try
        {
            search.Start();
            while (!search.Run())
                search = Repack(search, machine, limits, time);
            // Of the states: the second look gives back part of their memory, and takes some of its own.
            var coverage = search.Coverage;
            return FindingsOf(search, coverage, search.SeekEndless(), time);
        }
        finally
        {
            search.Dispose();
        }
    }

    private static Findings FindingsOf(Search search, Coverage coverage, string? endsBound, Stopwatch time) => new()
    {
        Coverage = coverage,
        Bound = search.Bound ?? endsBound,
        IsBoundOfEnds = endsBound is not null,
        Endless = search.Endless,
        Violations = [.. search.Violations.Select((v, property) => v is null ? null : search.TraceTo(property, v))],
        Signs = search.Signs,
        HasEnded = search.HasEnded,
        IsStuck = search.IsStuck,
        Time = time.Elapsed,
    };

    private static Search Make(Machine machine, Layout layout, Limits limits, Stopwatch time) => layout.Words switch
    {
        1 => new Search<Bits1>(machine, layout, limits, time),
        2 => new Search<Bits2>(machine, layout, limits, time),
        _ => new Search<Bits4>(machine, layout, limits, time),
    };

    // Fields that stayed narrower get what they need, the one that has outgrown its place included; a packed one that has, a bit more.
    private static Search Repack(Search old, Machine machine, Limits limits, Stopwatch time)
    {
        var packed = old.IsPacked || old.Coverage.States >= limits.PackAfter;
        var tight = Layout.Tight(machine);
        var layout = old.IsPacked ? Layout.Packed(machine, limits.LeastWords, old.Layout)
            : packed ? Layout.Of(machine, tight, limits.LeastWords)
            : Layout.OfWidest(machine, limits.LeastWords, [.. tight.Zip(Layout.Roomy(machine), Math.Max)], tight);
        var room = Math.Max(limits.StoreBits, BitOperations.Log2((ulong)old.Coverage.States * 3 + 1));
        var search = Make(machine, layout, limits with { StoreBits = room }, time);
        search.Continue(old, packed);
        old.Dispose();
        return search;
    }
}
