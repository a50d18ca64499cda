using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What a counterexample comes to: the step in which it is decided, and why.</summary>
/// <param name="Step">From 1; 0: from the start.</param>
/// <param name="Why">One sentence.</param>
internal sealed record Turn(int Step, string Why);

/// <summary>Finds the turn of a counterexample.</summary>
internal sealed class Story
{
    private readonly ScenarioMachine _machine;
    private readonly Context _context;
    private readonly List<Cell[]> _states;
    private readonly Trace _trace;

    public Story(ScenarioMachine machine, Trace trace)
    {
        (_machine, _trace, _context) = (machine, trace, new(machine.Machine.Fields.Count));
        _states = [trace.Start, .. trace.Steps.Select(s => s.After)];
    }

    private World World => _machine.World;

    /// <summary>The turn of a counterexample to a property.</summary>
    public Turn Of(Property property) =>
        _trace.Lasting is { } lasting ? ForEver(OfEnd(property), property, lasting.About) : OfEnd(property);

    // A run that never ends: what is lost stays lost, wherever it goes on to.
    private Turn ForEver(Turn turn, Property property, int page)
    {
        var from = turn.Step == _trace.Steps.Count ? "here" : $"step {_trace.Steps.Count}";
        var what = property switch
        {
            Property.NoLostWrite => "is lost",
            Property.NoLostDirtyBit => "has no mark",
            _ => "disagrees with a TLB",
        };
        var name = World.Pages[page].Name;
        return turn with
        {
            Why = $"{turn.Why}; no run from {from} on ends, and page {name} {what} in every state that is left",
        };
    }

    private Turn OfEnd(Property property) => property switch
    {
        Property.NoLostWrite => LostWrite(),
        Property.NoLostDirtyBit => LostDirtyBit(),
        Property.NoWritableAfterFlush => Last(Writable()),
        Property.NoStaleStore => Last("this store reached a frame that had been taken from its page"),
        Property.NoStaleLoad => Last("this load reached a frame that had been taken from its page"),
        Property.TlbAgreesAfterFlush => Last(Disagreeing()),
        Property.NoDeadlock => Last($"nothing can go on; blocked are: {string.Join("; ", Waiting())}"),
        Property.NoBug => Last("this condition must never be true here"),
        _ => Last($"from here on the access of {string.Join(" or ", InAccess())} faults for ever, though nobody interferes"),
    };

    private Turn Last(string why) => new(_trace.Steps.Count, why);

    private Turn LostWrite()
    {
        var page = Page(World.Contents.IsLost);
        if (page < 0)
            return Last("the page is thrown away with a store in it that no consumer has taken");
        var name = World.Pages[page].Name;
        var step = Since(c => World.Contents.IsLost(c, page));
        if (In(_states[^1], c => World.Contents.IsLacking(c, page)))
            return new(step, $"from here on page {name} ends with a content that lacks a store made to it{Elsewhere(page)}");
        var store = StoreAt(step, name);
        var cleaned = Fell(step, World.Ptes[page], was => World.IsMark(was.Pte));
        var recorded = Fell(step, World.Records[World.Pages[page].Frame], was => was.IsTrue);
        var written = Fell(step, World.PageDirty[World.Pages[page].Frame], was => was.IsTrue);
        var marks = new[]
        {
            (World.Text.Marks & Marks.Pte) != 0 && cleaned > 0 ? $"its entry was cleaned in step {cleaned}" : null,
            recorded > 0 ? $"its record was taken in step {recorded}" : null,
            written > 0 ? $"its PG_dirty was cleared in step {written}" : null,
        }.OfType<string>().ToList();
        var how = marks.Count > 0 ? $"; {string.Join(", ", marks)}" : "";
        return store
            ? new(step, $"{Through(step)}; no mark of page {name} is left{how}")
            : new(step, $"this took the last mark of page {name}, whose frame has a store that no consumer has taken{how}");
    }

    // Since when the frame that the page ends with lacks it: the store went elsewhere, or what was copied there came without it.
    private string Elsewhere(int page)
    {
        _context.Begin(_states[^1]);
        if (!World.Contents.Has(_context, page))
            return "";
        var frame = World.Contents.Last(_context, page);
        var step = Since(c => World.Contents.Lacks(c, page, frame));
        var name = World.Text.Scenario.Frames[frame];
        return step == 0 ? "" : StoreAt(step, World.Pages[page].Name) ? $": the store of step {step} went elsewhere than to frame {name}" : $": frame {name} lacks it since step {step}";
    }

    private Turn LostDirtyBit()
    {
        var page = Page((c, p) => c[World.DirtyLost[p]].IsTrue);
        return new(Since(c => c[World.DirtyLost[page]].IsTrue), $"the entry of page {World.Pages[page].Name} went from dirty to clean, and nothing else marks the page");
    }

    private string Writable()
    {
        var page = Enumerable.Range(0, World.Pages.Count).First(p => In(_states[^1], c => new PropertyChecks(World).IsWritable(c, p)));
        var name = World.Pages[page].Name;
        var since = Since(c => (c[World.Armed].Bits >> page & 1) != 0);
        var what = In(_states[^1], c => World.Model.IsWritable(c[World.Ptes[page]].Pte)) ? "its entry is writable" : $"{Writing(page)} still lets a store through";
        return $"page {name} has been protected since step {since}, and {what}";
    }

    // The TLBs that would let a store through.
    private string Writing(int page) => string.Join(" and ", Enumerable.Range(0, World.Text.Threads.Count)
        .Where(t => World.Flushes.Tlb(t, page) is { } tlb && _states[^1][tlb.Index].Pte is var cached && cached != default
            && World.Model.Hit(cached, new(AccessKind.Write)) != Cpu.AccessStage.Fault)
        .Select(t => $"{World.Text.Threads[t].Name}'s TLB"));

    private string Disagreeing()
    {
        var page = Page(new PropertyChecks(World).Disagrees);
        return $"a TLB lets stores to page {World.Pages[page].Name} through without a look at memory, and the entry isn't dirty";
    }

    private IEnumerable<string> InAccess()
    {
        _context.Begin(_states[^1]);
        return [.. Enumerable.Range(0, World.Text.Threads.Count).Where(t => World.Text.Threads[t].Accesses && _machine.Machine.NodeOf(_context, t).InAccess).Select(t => World.Text.Threads[t].Name)];
    }

    private IEnumerable<string> Waiting()
    {
        for (var thread = 0; thread < World.Text.Threads.Count; thread++)
        {
            _context.Begin(_states[^1]);
            if (_machine.Machine.NodeOf(_context, thread) is { MayEnd: false, Steps: [var step, ..] } && !_machine.Machine.Fire(_context, thread, step))
                yield return (_machine.Machine.Blocked ?? step).Name;
        }
    }

    // The page that a check of ends speaks of: the first that is violated; -1: none is.
    private int Page(Func<Context, int, bool> isViolated) => _trace.Lasting?.About
        ?? Enumerable.Range(0, World.Pages.Count).Where(p => In(_states[^1], c => isViolated(c, p)))
            .DefaultIfEmpty(-1).First();

    // The step from which on something holds to the end.
    private int Since(Func<Context, bool> holds)
    {
        var step = _states.Count - 1;
        while (step > 0 && In(_states[step - 1], holds))
            step--;
        return step;
    }

    // The last step before another in which a field lost what it had; 0: none.
    private int Fell(int before, Field field, Func<Cell, bool> had)
    {
        for (var step = Math.Min(before, _states.Count - 1); step > 0; step--)
            if (had(_states[step - 1][field.Index]) && !had(_states[step][field.Index]))
                return step;
        return 0;
    }

    private bool StoreAt(int step, string page) => step > 0 && _trace.Steps[step - 1].Told.Any(t => t.Contains($"store to page {page} goes through", StringComparison.Ordinal));

    private string Through(int step) => _trace.Steps[step - 1].Told.First(t => t.Contains("goes through", StringComparison.Ordinal))
        .Replace("goes through its TLB's entry, cached dirty", "went through an entry cached dirty, without a look at memory", StringComparison.Ordinal)
        .Replace("goes through its TLB's entry, cached", "went through an entry cached", StringComparison.Ordinal);

    private bool In(Cell[] state, Func<Context, bool> holds)
    {
        _context.Begin(state);
        return holds(_context);
    }
}
