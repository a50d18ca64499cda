using System.Text;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A scenario's verdicts as a table of Markdown: properties and rows down, architectures across.</summary>
internal static class VerdictTable
{
    public static void Append(StringBuilder page, IReadOnlyList<RowResult> results)
    {
        var architectures = results.Select(r => r.Architecture).Distinct().ToList();
        page.Append($"| property | {string.Join(" | ", architectures)} |\n");
        page.Append($"|---|{string.Concat(architectures.Select(_ => "---|"))}\n");
        foreach (var row in results.GroupBy(r => r.Row.ToString()))
            foreach (var property in row.First().Verdicts.Select(v => v.Property))
                page.Append($"| {Properties.NameOf(property)}{(row.Key.Length > 0 ? $", {row.Key}" : "")} | "
                    + $"{string.Join(" | ", architectures.Select(a => CellOf(row, a, property)))} |\n");
        page.Append('\n');
    }

    private static string CellOf(IEnumerable<RowResult> row, string architecture, Property property) =>
        row.FirstOrDefault(r => r.Architecture == architecture) is { } result ? Cell(result, property) : "-";

    private static string Cell(RowResult result, Property property)
    {
        var verdict = result.Verdicts.First(v => v.Property == property);
        return verdict.Verdict switch
        {
            Verdict.Holds => $"holds{(verdict.Vacuous is { } why ? $" (vacuous: {why})" : "")}, "
                + Grouped.Of(result.Findings?.Coverage.States ?? 0),
            Verdict.Violated => $"**violated**, {verdict.Trace?.Steps.Count}",
            Verdict.Inconclusive => "inconclusive",
            _ => "n/a",
        };
    }
}
