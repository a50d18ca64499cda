using System.Text;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Verdicts as a page of Markdown: each claim, what was found on each architecture, and a counterexample. No time,
/// path or machine is named: the same scenarios give the same page.</summary>
internal static class AnswersPage
{
    public static string Of(IReadOnlyList<RowResult> results)
    {
        var page = new StringBuilder();
        page.Append("""
            # The thread, answered

            Made by `emulator answers`; don't edit it. Each claim of the June 2019 thread is a scenario in
            `scenarios/thread/`, explored exhaustively on every architecture. *holds, N* means: in all N reachable
            states, for any number of stores that the text allows. *violated, N* means: there is a counterexample,
            and the shortest has N steps. *n/a*: the format lacks what the scenario speaks of.


            """);
        foreach (var scenario in results.GroupBy(r => r.Scenario))
            Section(page, scenario.Key, [.. scenario]);
        return page.ToString().TrimEnd() + "\n";
    }

    /// <summary>A scenario: its title, its verdicts, a counterexample.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="results">What was found of it.</param>
    /// <param name="heading">What its heading begins with.</param>
    public static void Section(
        StringBuilder page, Scenario scenario, IReadOnlyList<RowResult> results, string heading = "##")
    {
        page.Append($"{heading} {scenario.Title}\n\n`{scenario.Name}`. {Sentence(scenario.Source)}");
        if (scenario.Asserts.Contains(Property.NoLostWrite))
        {
            var marks = results.Select(r => string.Join(", ", MarkWords.Of(r.Marks))).Distinct();
            page.Append($" A later round looks at: {string.Join("; or ", marks)}.");
        }
        if (scenario.AllowsStoreBuffers)
            page.Append($" Order: {ModelLimits.StoreBuffers}.");
        page.Append("\n\n");
        VerdictTable.Append(page, results);
        var shown = from result in results
                    from verdict in result.Verdicts
                    where verdict.Trace is not null
                    orderby verdict.Trace?.Steps.Count
                    select TraceText.Lines(result, verdict);
        if (shown.FirstOrDefault() is { } lines)
            page.Append($"```\n{string.Join('\n', lines)}\n```\n\n");
    }

    private static string Sentence(string text) => text.Length == 0 ? ""
        : $"{char.ToUpperInvariant(text[0])}{text[1..]}{(text.EndsWith('.') ? "" : ".")}";
}
