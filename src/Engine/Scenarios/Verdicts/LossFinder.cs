using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Says of a run where it is lost, what led there, and for how long any store would have been lost.</summary>
internal sealed class LossFinder(ScenarioMachine machine, Trace trace, IReadOnlyList<RunStep> steps)
{
    private readonly Context _context = new(machine.Machine.Fields.Count);

    public RunLoss Of(Property property)
    {
        var turn = new Story(machine, trace).Of(property);
        var events = turn.Step == 0 ? [] : steps[turn.Step - 1].Events;
        var at = EventOf(turn.Reason, events);
        var store = at is { } n && events[n] is AccessEvent access ? access : null;
        return new()
        {
            Step = turn.Step,
            Event = at,
            Actor = turn.Step == 0 ? null : steps[turn.Step - 1].Actor,
            Page = turn.Reason.Page ?? store?.Page,
            Store = store?.Store,
            Causes = [.. turn.Reason.Causes, .. Stale(store, turn.Step)],
            Window = store is { Op: AccessOp.Store } && turn.Reason is LostStore ? Window(store, turn.Step) : null,
        };
    }

    private static int? EventOf(Reason reason, IReadOnlyList<Event> events) => reason switch
    {
        LostStore { Store: { } store } => IndexOf(events, store),
        GoneStore { Store: { } store } => IndexOf(events, store),
        StaleAccess => Index(events, e =>
            e is AccessEvent { FrameWasTaken: true } or FrameEvent { TakenFrom.Count: > 0 }),
        DiscardedStore => Index(events, e => e is FrameEvent { LosesStore: true }),
        Bug => Index(events, e => e is ConditionEvent { Holds: true, Word: "bug_on" }),
        _ => null,
    };

    private static int? IndexOf(IReadOnlyList<Event> events, AccessEvent store) =>
        Index(events, e => e is AccessEvent a && (a.Op, a.Page, a.Outcome) == (store.Op, store.Page, store.Outcome));

    private static int? Index(IReadOnlyList<Event> events, Predicate<Event> wanted) =>
        events.ToList().FindIndex(wanted) is >= 0 and var at ? at : null;

    // Since when the translation that the store went through is stale.
    private IEnumerable<Cause> Stale(AccessEvent? store, int step)
    {
        if (store is not { Stale: true })
            yield break;
        var since = step;
        while (since > 1 && IsStale(since - 1, store))
            since--;
        yield return new(since, CauseRole.StaleSince);
    }

    private bool IsStale(int step, AccessEvent store) => steps[step - 1].After.Tlb.TryGetValue(store.Actor, out var tlb)
        && tlb.TryGetValue(store.Page, out var held) && held.Relation == Relation.Stale;

    // A store between these steps is through the same translation, leaves no mark, and nobody takes it any more.
    private RunWindow Window(AccessEvent store, int step)
    {
        var opens = step - 1;
        while (opens > 0 && IsOpen(opens - 1, store) && !Consumes(opens, store.Page))
            opens--;
        var closes = step;
        while (closes < trace.Steps.Count && IsOpen(closes, store))
            closes++;
        return new(store.Actor, store.Page, opens, closes);
    }

    private bool Consumes(int step, string page) =>
        step > 0 && steps[step - 1].Events.Any(e => e is ConsumeEvent consumed && consumed.Pages.Contains(page));

    private bool IsOpen(int number, AccessEvent store)
    {
        var world = machine.World;
        _context.Begin(number == 0 ? trace.Start : trace.Steps[number - 1].After);
        var thread = world.Text.Threads.Select(t => t.Name).ToList().IndexOf(store.Actor);
        var page = world.Text.Scenario.PageNumber(store.Page);
        var cached = thread < 0 ? default : world.Flushes.Cached(_context, thread, page).Pte;
        return cached != default && world.Model.Hit(cached, new(AccessKind.Write)) == AccessStage.Perform
            && !world.Contents.Lives.Sharers(_context, page).Any(p => world.IsMarked(_context, p));
    }
}
