using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Runs a counterexample again, on the machine of today, and checks every line of it.</summary>
internal sealed class Replay
{
    // States that are looked at behind the end of a run that never ends.
    private const int MostLeft = 50_000;
    private readonly ScenarioMachine _machine;
    private readonly TraceDocument _document;
    private readonly Moves _moves;
    private readonly List<TraceStep> _made = [];
    private Check? _lasting;
    private bool _isLeftOpen;

    public Replay(ScenarioMachine machine, TraceDocument document)
    {
        (_machine, _document, _moves) = (machine, document, new(machine.Machine));
        Text = new(machine.World);
    }

    public StateText Text { get; }

    /// <summary>Where the run departs from the file; null: it doesn't.</summary>
    public string? Departure { get; private set; }

    /// <summary>The starting state; null where the file's isn't one of the scenario's.</summary>
    public Cell[]? Start()
    {
        var start = _machine.Machine.Starts.FirstOrDefault(s => Same(TraceDocument.StateOf(_machine, s), _document.Start));
        if (start is null)
            Departure = $"the start: the file's isn't a starting state of this scenario on {_document.Architecture}; "
                + Difference(TraceDocument.StateOf(_machine, _machine.Machine.Starts[0]), _document.Start);
        return start;
    }

    /// <summary>The steps, one after the other, up to the departure.</summary>
    public IEnumerable<TraceStep> Steps(Cell[] start)
    {
        var state = start;
        uint violations = 0;
        foreach (var wanted in _document.Steps)
        {
            if (Step(state, wanted) is not { } made)
                yield break;
            _made.Add(made.Step);
            yield return made.Step;
            (state, violations) = (made.Step.After, made.Violations);
        }
        Departure = IsViolated(state, violations) ? Telling(start)
            : $"the end: {_document.Property} isn't violated there"
                + (_isLeftOpen ? $", as far as the first {MostLeft} states tell that runs go on to" : "");
    }

    // What the file says of itself: its numbers, its name, and why.
    private string? Telling(Cell[] start)
    {
        if (_document.Scenario != _machine.Text.Scenario.Name)
            return $"the scenario's name: it is {_machine.Text.Scenario.Name} here and {_document.Scenario} in the file";
        if (_document.Steps.Where((step, n) => step.Number != n + 1).FirstOrDefault() is { } misnumbered)
            return $"the number {misnumbered.Number}: the steps aren't numbered from 1 on";
        var property = Properties.Find(_document.Property) ?? throw new InvalidOperationException("no such property");
        var turn = new Story(_machine, new(start, _made) { Lasting = _lasting }).Of(property);
        return turn == new Turn(_document.Turn, _document.Why) ? null : $"its explanation: here step {turn.Step}, '{turn.Why}'";
    }

    private (TraceStep Step, uint Violations)? Step(Cell[] state, TraceDocumentStep wanted)
    {
        var possible = _moves.Of(state).Select(m => _moves.Make(state, m)).Where(m => m is not null).Select(m => m.GetValueOrDefault()).ToList();
        var named = possible.Where(m => m.Step.Name == wanted.Step).ToList();
        if (named.Count == 0)
        {
            Departure = $"step {wanted.Number}: '{wanted.Step}' isn't possible there; possible are: {string.Join("; ", possible.Select(m => m.Step.Name).Distinct())}";
            return null;
        }
        foreach (var (step, violations, _) in named)
            if (Same(TraceDocument.StateOf(_machine, step.After), wanted.State) && step.Told.SequenceEqual(wanted.Told))
                return (step, violations);
        var nearest = named[0].Step;
        Departure = Same(TraceDocument.StateOf(_machine, nearest.After), wanted.State)
            ? $"step {wanted.Number}: here '{string.Join("; ", nearest.Told)}', in the file '{string.Join("; ", wanted.Told)}'"
            : $"step {wanted.Number} ('{wanted.Step}'): {Difference(TraceDocument.StateOf(_machine, nearest.After), wanted.State)}";
        return null;
    }

    private bool IsViolated(Cell[] state, uint violations)
    {
        var machine = _machine.Machine;
        var number = _machine.Text.Asserts.FindIndex(p => Properties.NameOf(p) == _document.Property);
        if ((violations >> number & 1) != 0)
            return true;
        if (machine.Always.Concat(_moves.HasEnded(state) ? machine.AtEnd : []).Any(check => check.Property == number && _moves.IsViolated(state, check)))
            return true;
        (_lasting, _isLeftOpen) = _moves.Lasting(state, number, MostLeft);
        return _lasting is not null
            || (machine.Deadlock == number && !_moves.HasEnded(state) && !_moves.Promised(state).Any());
    }

    private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var other) && other == p.Value);

    private static string Difference(IReadOnlyDictionary<string, string> here, IReadOnlyDictionary<string, string> file)
    {
        var field = here.Keys.Union(file.Keys).Where(k => here.GetValueOrDefault(k, "0x0") != file.GetValueOrDefault(k, "0x0")).Order(StringComparer.Ordinal).FirstOrDefault();
        return field is null ? "nothing differs" : $"'{field}' is {here.GetValueOrDefault(field, "0x0")} here and {file.GetValueOrDefault(field, "0x0")} in the file";
    }
}
