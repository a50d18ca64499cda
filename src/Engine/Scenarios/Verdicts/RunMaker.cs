using System.Security.Cryptography;
using System.Text;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Makes a run, as data, of a counterexample.</summary>
internal sealed class RunMaker
{
    private readonly ScenarioMachine _machine;
    private readonly Trace _trace;
    private readonly RunStates _states;
    private readonly RunHistory _history = new();
    private readonly Moves _moves;

    private RunMaker(ScenarioMachine machine, Trace trace) =>
        (_machine, _trace, _states, _moves) = (machine, trace, new(machine), new(machine.Machine));

    /// <summary>The counterexample of a verdict.</summary>
    /// <param name="result">What was found of its row.</param>
    /// <param name="verdict">A violation.</param>
    /// <param name="fine">Whether steps were kept apart.</param>
    public static Run Of(RowResult result, PropertyVerdict verdict, bool fine) =>
        result.Machine is { } machine && verdict.Trace is { } trace
            ? new RunMaker(machine, trace).Make(result, verdict, fine)
            : throw new ArgumentException("nothing is violated", nameof(verdict));

    /// <summary>The start and the steps of a way through a machine.</summary>
    public static (RunState Start, IReadOnlyList<RunStep> Steps) Way(ScenarioMachine machine, Trace trace)
    {
        var maker = new RunMaker(machine, trace);
        var start = maker._states.Of(trace.Start, maker._history);
        return (start, [.. trace.Steps.Select(maker.Step)]);
    }

    private Run Make(RowResult result, PropertyVerdict verdict, bool fine)
    {
        var (world, texts) = (_machine.World, new RunTexts(_machine.World));
        var format = new FormatFacts(world.Model, result.Scenario.Frames);
        var start = _states.Of(_trace.Start, _history);
        IReadOnlyList<RunStep> steps = [.. _trace.Steps.Select(Step)];
        return new()
        {
            SchemaVersion = Run.CurrentVersion,
            Scenario = ScenarioOf(result.Scenario),
            Params = result.Row.Values.ToDictionary(v => v.Param, v => v.Value),
            Dead = texts.Dead,
            Architecture = result.Architecture,
            Property = Properties.NameOf(verdict.Property),
            Asserts = [.. _machine.Text.Asserts.Select(Properties.NameOf)],
            Fine = fine,
            Answer = AnswerOf(result, verdict),
            Marks = [.. MarkWords.Of(result.Marks)],
            Format = format.Format,
            Actors = texts.Actors,
            Pages = texts.Pages,
            Frames = result.Scenario.Frames,
            Locks = texts.Locks,
            Variables = [.. world.Vars.Keys],
            Start = start,
            Steps = steps,
            Loss = new LossFinder(_machine, _trace, steps).Of(verdict.Property),
            Entries = Occurring(steps).Order().ToDictionary(v => RunStates.Hex(new(v)), v => format.Decode(new(v))),
        };
    }

    private static RunScenario ScenarioOf(Scenario scenario) => new(scenario.Name, scenario.Title, scenario.File,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenario.Text))), scenario.Text);

    private static RunAnswer AnswerOf(RowResult result, PropertyVerdict verdict)
    {
        var coverage = result.Findings?.Coverage ?? default;
        var expected = verdict.Expected switch { true => "holds", false => "violated", null => null };
        return new("violated", expected, coverage.States, coverage.Transitions, coverage.Depth, result.Findings?.Bound);
    }

    private RunStep Step(TraceStep step, int index)
    {
        var events = step.Told.OfType<Event>().Select(_history.Numbered).ToList();
        var actor = ActorOf(step, events);
        return new()
        {
            Number = index + 1,
            Actor = actor,
            Key = step.Name,
            Events = [.. events.Select(e => e.Actor.Length > 0 ? e : e with { Actor = actor })],
            After = _states.Of(step.After, _history),
            Blocked = [.. Blocked(step.After)],
        };
    }

    // An answer or a whim is its core's, whose name its event has.
    private string ActorOf(TraceStep step, IReadOnlyList<Event> events) =>
        step.Move.Thread >= 0 ? _machine.Text.Threads[step.Move.Thread].Name
            : events.Select(e => e.Actor).FirstOrDefault(a => a.Length > 0) ?? "";

    private IEnumerable<WaitEvent> Blocked(Cell[] state)
    {
        for (var thread = 0; thread < _machine.Text.Threads.Count; thread++)
        {
            var address = (int)state[_machine.Machine.Pc[thread].Index].Bits;
            var steps = _machine.Machine.Nodes[thread][address].Steps.Count;
            if (steps == 0 || Enumerable.Range(0, steps).Any(s => _moves.Make(state, new(thread, s)) is not null))
                continue;
            var why = _moves.Blocked(state, new(thread, 0)) as WaitEvent ?? new();
            yield return why with { Actor = _machine.Text.Threads[thread].Name,
                Line = _machine.Codes[thread].LineAt(address) };
        }
    }

    // Every entry that stands in a state or is spoken of by an event.
    private HashSet<ulong> Occurring(IReadOnlyList<RunStep> steps) =>
        [.. _states.Entries.Select(p => p.Value), .. steps.SelectMany(s => s.Events).SelectMany(EntriesOf)
            .Select(p => p.Value)];

    private static IEnumerable<Pte> EntriesOf(Event e) => e switch
    {
        AccessEvent { Through: { } through } => [through],
        WalkEvent w => [w.Before, w.After],
        TlbEvent t => [t.Entry],
        FaultEvent f => [f.Before, f.After],
        PteReadEvent r => [r.Value],
        PteWriteEvent w => w.Answer is { } answer ? [w.Seen, w.Before, w.After, answer] : [w.Seen, w.Before, w.After],
        BufferEvent { Before: { } before, After: { } after } => [before, after],
        _ => [],
    };
}
