using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Finds the turn of a counterexample, by its states and events.</summary>
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

    private Contents Contents => World.Contents;

    /// <summary>The turn of a counterexample to a property.</summary>
    public Turn Of(Property property)
    {
        var turn = OfEnd(property);
        return _trace.Lasting is null ? turn
            : turn with { Reason = turn.Reason with { NeverEndsFrom = _trace.Steps.Count } };
    }

    private Turn OfEnd(Property property) => property switch
    {
        Property.NoLostWrite => LostWrite(),
        Property.NoLostDirtyBit => LostDirtyBit(),
        Property.NoWritableAfterFlush => Last(Writable()),
        Property.NoStaleStore => Last(new StaleAccess(AccessOp.Store)),
        Property.NoStaleLoad => Last(new StaleAccess(AccessOp.Load)),
        Property.TlbAgreesAfterFlush =>
            Last(new TlbDisagrees { Page = FirstPage(new PropertyChecks(World).Disagrees) }),
        Property.NoDeadlock => Last(new Deadlock([.. Waiting()])),
        Property.NoBug => Last(new Bug()),
        _ => Last(new FaultsForEver(InAccess())),
    };

    private Turn Last(Reason reason) => new(_trace.Steps.Count, reason);

    private Turn LostWrite()
    {
        var page = PageWhere(Contents.IsLost);
        if (page < 0)
            return Last(new DiscardedStore());
        var step = Since(c => Contents.IsLost(c, page));
        Reason reason = In(_states[^1], c => Contents.IsLacking(c, page)) ? Lacked(page)
            : In(_states[step], c => Contents.Lives.Sharers(c, page).Any(p => World.IsMarked(c, p))) ? Gone(page, step)
            : Unmarked(page, step);
        return new(step, reason);
    }

    private GoneStore Gone(int page, int step)
    {
        var freed = Since(c => !Contents.Has(c, page));
        return new(StoreAt(step, page))
        {
            Page = World.Pages[page].Name, Causes = freed == 0 ? [] : [new(freed, CauseRole.Freed)],
        };
    }

    private LostStore Unmarked(int page, int step) => new(StoreAt(step, page))
    {
        Page = World.Pages[page].Name,
        Causes = [.. MarksTaken(page, step)],
    };

    // Where the marks went: the last step before the loss in which each was still there.
    private IEnumerable<Cause> MarksTaken(int page, int step)
    {
        var frame = World.Pages[page].Frame;
        if ((World.Text.Marks & Marks.Pte) != 0 && Fell(step, World.Ptes[page], was =>
            World.IsMark(was.Pte)) is > 0 and var cleaned)
            yield return new(cleaned, CauseRole.Cleaned);
        if (Fell(step, World.Records[frame], was => was.IsTrue) is > 0 and var recorded)
            yield return new(recorded, CauseRole.RecordTaken);
        if (Fell(step, World.PageDirty[frame], was => was.IsTrue) is > 0 and var written)
            yield return new(written, CauseRole.MarkCleared);
    }

    // Since when the frame that the page ends with lacks it: the store went elsewhere, or what was copied there came
    // without it.
    private LackedStore Lacked(int page)
    {
        var name = World.Pages[page].Name;
        if (!In(_states[^1], c => Contents.Has(c, page)))
            return new(0, null, false) { Page = name };
        _context.Begin(_states[^1]);
        var frame = Contents.Last(_context, page);
        var step = Since(c => Contents.Lacks(c, page, frame));
        return new(step, World.Text.Scenario.Frames[frame], StoreAt(step, page) is not null) { Page = name };
    }

    private Turn LostDirtyBit()
    {
        var page = PageWhere((c, p) => c[World.DirtyLost[p]].IsTrue);
        return new(Since(c => c[World.DirtyLost[page]].IsTrue), new LostDirtiness { Page = World.Pages[page].Name });
    }

    private StillWritable Writable()
    {
        var page = PageWhere(new PropertyChecks(World).IsWritable);
        var since = Since(c => (c[World.Armed].Bits >> page & 1) != 0);
        return new(since, In(_states[^1], c => World.Model.IsWritable(c[World.Ptes[page]].Pte)), [.. Writing(page)])
        {
            Page = World.Pages[page].Name,
            Causes = [new(since, CauseRole.Protected)],
        };
    }

    // The cores whose TLBs would let a store through.
    private IEnumerable<string> Writing(int page) => World.Text.Threads.Where((_, t) =>
        World.Flushes.Tlb(t, page) is { } tlb && _states[^1][tlb.Index].Pte is var cached && cached != default
        && World.Model.Hit(cached, new(AccessKind.Write)) != AccessStage.Fault).Select(t => t.Name);

    private IReadOnlyList<string> InAccess()
    {
        _context.Begin(_states[^1]);
        return [.. World.Text.Threads.Where((t, n) => t.Accesses && _machine.Machine.NodeOf(_context, n).InAccess)
            .Select(t => t.Name)];
    }

    private IEnumerable<string> Waiting()
    {
        for (var thread = 0; thread < World.Text.Threads.Count; thread++)
        {
            _context.Begin(_states[^1]);
            if (_machine.Machine.NodeOf(_context, thread) is { MayEnd: false, Steps: [var step, ..] }
                && !_machine.Machine.Fire(_context, thread, step))
                yield return (_machine.Machine.Blocked ?? step).Name;
        }
    }

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

    // The store to a page that its core did in a step.
    private AccessEvent? StoreAt(int step, int page) => step == 0 ? null
        : _trace.Steps[step - 1].Told.OfType<AccessEvent>()
        .FirstOrDefault(e => e is { Op: AccessOp.Store, Outcome: AccessOutcome.Done or AccessOutcome.Buffered }
            && e.Page == World.Pages[page].Name);

    private string? FirstPage(Func<Context, int, bool> holds) => PageWhere(holds) is >= 0 and var page
        ? World.Pages[page].Name : null;

    // The page that a check speaks of: where a run never ends, the one that is lost for good; else the first; -1: none.
    private int PageWhere(Func<Context, int, bool> holds) => _trace.Lasting?.About
        ?? Enumerable.Range(0, World.Pages.Count).Where(p => In(_states[^1], c => holds(c, p))).DefaultIfEmpty(-1)
            .First();

    private bool In(Cell[] state, Func<Context, bool> holds)
    {
        _context.Begin(state);
        return holds(_context);
    }
}
