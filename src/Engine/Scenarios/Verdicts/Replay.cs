using System.Text.Json;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Runs a counterexample again, on the machine of today, and checks its states, its events and what it
/// says.</summary>
/// <param name="machine">The machine of today.</param>
/// <param name="run">The file.</param>
/// <param name="told">What a step is told as.</param>
/// <param name="why">What a turn is told as.</param>
internal sealed class Replay(ScenarioMachine machine, Run run, Func<TraceStep, IReadOnlyList<string>> told,
    Func<Turn, string> why)
{
    // States that are looked at behind the end of a run that never ends.
    private const int MostLeft = 50_000;
    private readonly Moves _moves = new(machine.Machine);
    private readonly List<TraceStep> _made = [];
    private Check? _lasting;
    private bool _isLeftOpen;

    /// <summary>Where the run departs from the file; null: it doesn't.</summary>
    public string? Departure { get; private set; }

    /// <summary>The starting state; null where the file's isn't one of the scenario's.</summary>
    public Cell[]? Start()
    {
        var start = machine.Machine.Starts.FirstOrDefault(s => Same(FieldsOf(s), run.Start.Fields));
        if (start is null)
            Departure = $"the start: the file's isn't a starting state of this scenario on {run.Architecture}; "
                + Difference(FieldsOf(machine.Machine.Starts[0]), run.Start.Fields);
        return start;
    }

    /// <summary>The steps, one after the other, up to the departure.</summary>
    public IEnumerable<TraceStep> Steps(Cell[] start)
    {
        var (state, violations) = (start, 0u);
        foreach (var wanted in run.Steps)
        {
            if (Step(state, wanted) is not { } made)
                yield break;
            _made.Add(made.Step);
            yield return made.Step;
            (state, violations) = (made.Step.After, made.Violations);
        }
        Departure = IsViolated(state, violations) ? Telling(start)
            : $"the end: {run.Property} isn't violated there"
                + (_isLeftOpen ? $", as far as the first {MostLeft} states tell that runs go on to" : "");
    }

    // What the file says of itself: its name, its numbers, its events, and where and why it is lost.
    private string? Telling(Cell[] start)
    {
        if (run.Scenario.Name != machine.Text.Scenario.Name)
            return $"the scenario's name: it is {machine.Text.Scenario.Name} here and {run.Scenario.Name} in the file";
        if (run.Steps.Where((step, n) => step.Number != n + 1).FirstOrDefault() is { } misnumbered)
            return $"the number {misnumbered.Number}: the steps aren't numbered from 1 on";
        var trace = new Trace(start, _made) { Lasting = _lasting };
        var (begun, steps) = RunMaker.Way(machine, trace);
        if (Departing("the start", begun, run.Start) is { } atStart)
            return atStart;
        foreach (var (n, file) in run.Steps.Index())
            if (Departing($"step {file.Number}", steps[n] with { Told = told(_made[n]) }, file) is { } departing)
                return departing;
        var property = Properties.Find(run.Property) ?? throw new InvalidOperationException("no such property");
        var loss = new LossFinder(machine, trace, steps).Of(property);
        return Departing("its loss", loss with { Why = why(new Story(machine, trace).Of(property)) }, run.Loss);
    }

    private (TraceStep Step, uint Violations)? Step(Cell[] state, RunStep wanted)
    {
        var possible = _moves.Of(state).Select(m => _moves.Make(state, m)).Where(m => m is not null)
            .Select(m => m.GetValueOrDefault()).ToList();
        var named = possible.Where(m => m.Step.Name == wanted.Key).ToList();
        if (named.Count == 0)
        {
            var names = string.Join("; ", possible.Select(m => m.Step.Name).Distinct());
            Departure = $"step {wanted.Number}: '{wanted.Key}' isn't possible there; possible are: {names}";
            return null;
        }
        foreach (var (step, violations, _) in named)
            if (Same(FieldsOf(step.After), wanted.After.Fields))
                return (step, violations);
        Departure = $"step {wanted.Number} ('{wanted.Key}'): "
            + $"{Difference(FieldsOf(named[0].Step.After), wanted.After.Fields)}";
        return null;
    }

    private bool IsViolated(Cell[] state, uint violations)
    {
        var explored = machine.Machine;
        var number = machine.Text.Asserts.FindIndex(p => Properties.NameOf(p) == run.Property);
        if ((violations >> number & 1) != 0)
            return true;
        var asked = explored.Always.Concat(_moves.HasEnded(state) ? explored.AtEnd : []);
        if (asked.Any(check => check.Property == number && _moves.IsViolated(state, check)))
            return true;
        (_lasting, _isLeftOpen) = _moves.Lasting(state, number, MostLeft);
        return _lasting is not null
            || (explored.Deadlock == number && !_moves.HasEnded(state) && !_moves.Promised(state).Any());
    }

    private IReadOnlyDictionary<string, string> FieldsOf(Cell[] state) => RunStates.FieldsOf(machine, state);

    private static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var other) && other == p.Value);

    private static string Difference(IReadOnlyDictionary<string, string> here, IReadOnlyDictionary<string, string> file)
    {
        var field = here.Keys.Union(file.Keys).Order(StringComparer.Ordinal)
            .FirstOrDefault(k => here.GetValueOrDefault(k, "0x0") != file.GetValueOrDefault(k, "0x0"));
        return field is null ? "nothing differs"
            : $"'{field}' is {here.GetValueOrDefault(field, "0x0")} here and {file.GetValueOrDefault(field, "0x0")} "
                + "in the file";
    }

    // Where two of a kind differ, by their first different part.
    private static string? Departing<T>(string what, T here, T file)
    {
        var (mine, its) = (JsonSerializer.SerializeToElement(here, Plain),
            JsonSerializer.SerializeToElement(file, Plain));
        return FirstDifference(mine, its, "") is { } found ? $"{what}: {found}" : null;
    }

    private static JsonSerializerOptions Plain { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static string? FirstDifference(JsonElement here, JsonElement file, string path)
    {
        var isLacking = here.ValueKind == JsonValueKind.Undefined || file.ValueKind == JsonValueKind.Undefined;
        if (!isLacking && JsonElement.DeepEquals(here, file))
            return null;
        if (here.ValueKind == JsonValueKind.Object && file.ValueKind == JsonValueKind.Object)
            foreach (var name in here.EnumerateObject().Select(p => p.Name)
                .Union(file.EnumerateObject().Select(p => p.Name)))
                if (FirstDifference(Part(here, name), Part(file, name),
                    path.Length == 0 ? name : $"{path}.{name}") is { } inside)
                    return inside;
        if (here.ValueKind == JsonValueKind.Array && file.ValueKind == JsonValueKind.Array
            && here.GetArrayLength() == file.GetArrayLength())
            for (var n = 0; n < here.GetArrayLength(); n++)
                if (FirstDifference(here[n], file[n], $"{path}[{n}]") is { } inside)
                    return inside;
        return $"'{path}' is {Shown(here)} here and {Shown(file)} in the file";
    }

    private static JsonElement Part(JsonElement whole, string name) => whole.TryGetProperty(name, out var part) ? part
        : default;

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "nothing"
        : value.GetRawText() is { Length: > 80 } text ? text[..80] + "…" : value.GetRawText();
}
