using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Verdicts as text: a table for each scenario, the counterexamples, one line of summary.</summary>
internal sealed class ExploreText(TextWriter output)
{
    /// <summary>Whether a line under every "holds" says what the model leaves out.</summary>
    public bool TellsLimits { get; init; }

    /// <summary>How many scenarios weren't explored on some architecture.</summary>
    public int Unexplored { get; init; }

    public void Print(IReadOnlyList<RowResult> results)
    {
        foreach (var scenario in results.GroupBy(r => r.Scenario))
            Table(scenario.Key, [.. scenario]);
        var shown = from result in results
                    from verdict in result.Verdicts
                    where verdict.Trace is not null
                    group (result, verdict) by (result.Scenario, Row: result.Row.ToString(), verdict.Property);
        foreach (var one in shown)
            Counterexample([.. one]);
        output.WriteLine(Summary(results));
    }

    public void Table(Scenario scenario, List<RowResult> results)
    {
        output.WriteLine($"{scenario.Name}{(scenario.Title.Length > 0 ? $": {scenario.Title}" : "")}");
        if (scenario.Source.Length > 0)
            Wrapped($"source: {scenario.Source}");
        foreach (var marks in results.GroupBy(r => r.Marks))
            if (scenario.Asserts.Contains(Property.NoLostWrite))
                Wrapped($"marks: {string.Join(", ", MarkWords.Of(marks.Key))}{Where(marks, results)}");
        if (scenario.AllowsStoreBuffers)
            Wrapped($"order: {ModelLimits.StoreBuffers}");
        output.WriteLines(TableOf(results).Lines(TextTable.Wide));
        Notes(results);
        if (TellsLimits)
            Limits(results);
        output.WriteLine();
    }

    private static TextTable TableOf(List<RowResult> results)
    {
        var architectures = results.Select(r => r.Architecture).Distinct().ToList();
        var table = new TextTable(["", .. architectures, "time"]);
        foreach (var row in results.GroupBy(r => r.Row.ToString()))
            foreach (var property in row.First().Verdicts.Select(v => v.Property))
                table.Add([$"  {NameOf(property, row.Key)}", .. architectures.Select(a => CellOf(row, a, property)),
                    $"{row.Sum(r => r.Findings?.Time.TotalMilliseconds ?? 0):0} ms"]);
        return table;
    }

    private static string NameOf(Property property, string row) =>
        $"{Properties.NameOf(property)}{(row.Length > 0 ? $", {row}" : "")}";

    private static string CellOf(IEnumerable<RowResult> row, string architecture, Property property) =>
        row.FirstOrDefault(r => r.Architecture == architecture) is { } result ? Cell(result, property) : "-";

    // A line for every "holds"; architectures of which the same is said stand together.
    private void Limits(List<RowResult> results)
    {
        var held = from result in results
                   from verdict in result.Verdicts
                   where verdict.Verdict == Verdict.Holds
                   group result by (verdict.Property, Row: result.Row.ToString());
        foreach (var one in held)
            foreach (var same in one.GroupBy(LimitsOf))
                Wrapped($"{NameOf(one.Key.Property, one.Key.Row)} holds on "
                    + $"{string.Join(", ", same.Select(r => r.Architecture))}; not modelled, and could matter: "
                    + $"{(same.Key.Length > 0 ? same.Key : "nothing that is known")} (docs/limits.md)");
    }

    private static string LimitsOf(RowResult result) =>
        string.Join(", ", result.Machine is { } machine ? ModelLimits.Of(machine.Text).Select(l => l.Name) : []);

    private static string Where(IEnumerable<RowResult> some, List<RowResult> all) =>
        some.Count() == all.Count ? ""
            : $" (where {string.Join(" or ", some.Select(r => r.Row.ToString()).Distinct())})";

    private static string Cell(RowResult result, Property property)
    {
        var verdict = result.Verdicts.First(v => v.Property == property);
        var states = Grouped.Of(result.Findings?.Coverage.States ?? 0);
        var cell = verdict.Verdict switch
        {
            Verdict.Holds when verdict.Vacuous is not null => $"vacuous, {states}",
            Verdict.Holds => $"holds, {states}",
            Verdict.Violated => $"violated, {verdict.Trace?.Steps.Count} steps",
            Verdict.Inconclusive => "inconclusive",
            _ => "n/a",
        };
        return verdict.IsMet ? cell : cell + " !";
    }

    private void Notes(List<RowResult> results)
    {
        foreach (var note in results.SelectMany(NotesOf).GroupBy(n => n.Text))
            Wrapped($"{note.Key} ({string.Join("; ", PlacesOf([.. note.Select(n => n.Where).Distinct()], results))})");
    }

    // Row by row: the architectures, or that it is all of them.
    private static IEnumerable<string> PlacesOf(List<RowResult> some, List<RowResult> all)
    {
        foreach (var row in some.GroupBy(r => r.Row.ToString()))
        {
            var isAll = row.Count() > 1 && row.Count() == all.Count(r => r.Row.ToString() == row.Key);
            var architectures = isAll ? "every architecture" : string.Join(", ", row.Select(r => r.Architecture));
            yield return row.Key.Length > 0 ? $"{architectures}, {row.Key}" : architectures;
        }
    }

    private static IEnumerable<(string Text, RowResult Where)> NotesOf(RowResult result)
    {
        var where = result;
        foreach (var warning in result.Warnings)
            yield return ($"warning: {warning}", where);
        foreach (var verdict in result.Verdicts)
        {
            var name = Properties.NameOf(verdict.Property);
            if (verdict.Vacuous is { } why)
                yield return ($"{name} holds (vacuous: {why})", where);
            if (verdict.TurnsOnFinalFault)
                yield return ($"{name}: nothing is expected where faults are final: this text counts on a fault "
                    + "handler, and an access was refused for good", where);
            if (!verdict.IsMet)
                yield return ($"! {name} was expected to be {(verdict.Expected ?? true ? "kept" : "violated")}"
                    + $"{(verdict.Expected is null ? " (nothing is said)" : "")}", where);
            if (verdict.Verdict == Verdict.Inconclusive && result.Findings is { } f)
                yield return ($"{name} is inconclusive: {f.Bound} was reached; covered were "
                    + $"{Grouped.Of(f.Coverage.States)} states, all within {Math.Max(0, f.Coverage.Depth - 1)} steps, "
                    + "and no violation among them", where);
        }
    }

    private void Counterexample(List<(RowResult Result, PropertyVerdict Verdict)> shown)
    {
        output.WriteLines(TraceText.Lines(shown[0].Result, shown[0].Verdict));
        var others = shown.Skip(1).Select(s => $"{s.Result.Architecture} ({s.Verdict.Trace?.Steps.Count} steps)");
        if (shown.Count > 1)
            Wrapped($"also violated on {string.Join(", ", others)}; --arch shows theirs");
        output.WriteLine();
    }

    private void Wrapped(string text) => output.WriteWrapped(text, "  ");

    private string Summary(IReadOnlyList<RowResult> results)
    {
        var verdicts = results.SelectMany(r => r.Verdicts).ToList();
        string Count(int n, string what) => n == 0 ? "" : $", {n} {what}";
        var states = results.Sum(r => r.Findings?.Coverage.States ?? 0);
        var unmet = verdicts.Count(v => !v.IsMet);
        var scenarios = results.Select(r => r.Scenario).Distinct().Count();
        return $"{scenarios} scenario{(scenarios == 1 ? "" : "s")}, {Grouped.Of(states)} states: "
            + $"{verdicts.Count(v => v.Verdict == Verdict.Holds)} hold, for any number of stores that the text allows"
            + Count(verdicts.Count(v => v.Verdict == Verdict.Violated), "violated")
            + Count(verdicts.Count(v => v.Vacuous is not null), "vacuous")
            + Count(verdicts.Count(v => v.Verdict == Verdict.Inconclusive), "inconclusive")
            + Count(verdicts.Count(v => v.Verdict == Verdict.NotApplicable), "not applicable")
            + Count(verdicts.Count(v => v.TurnsOnFinalFault), "unasked, for faults are final")
            + Count(Unexplored, "NOT EXPLORED, as a plugin or a scenario failed")
            + (unmet == 0 && verdicts.Any(v => v.Verdict == Verdict.Inconclusive)
                ? "; nothing that was decided is unexpected."
                : unmet == 0 ? $"; every expectation{(Unexplored > 0 ? " of the others" : "")} is met."
                : $"; {unmet} NOT as expected.");
    }
}
