using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>The open questions as a page of Markdown: what is asked and answered in prose stands in files beside the
/// scenarios, and each is followed by what was explored for it.</summary>
internal static partial class OpenQuestionsPage
{
    private const string Preface = """
        # Open questions, answered

        Made by `emulator answers --open`; don't edit it. What is asked and what was found stands in
        `scenarios/open/*.md`, what was explored in the scenarios beside them; the tables are made of a run. An
        answer claims what was explored and no more: [limits.md](../limits.md).

        *holds, N*: in all N reachable states, for any number of stores that the text allows. *violated, N*: the
        shortest counterexample has N steps. *n/a*: the format lacks what the scenario speaks of. *-*: the
        scenario isn't for that architecture. In the texts, steps are on x86 where nothing else is said. What
        the sources say was read in Linux 7.0, or in the tree that is named; a plugin's own words stand for the
        rest. `[unverified]` marks what was not looked up. On s390 an entry is changed and invalidated in one:
        what is about a flush that comes too late holds there, unless the text says otherwise.

        Q1 to Q12 are questions that the thread left open, or that its code raised later; T1 to T7 are traps of
        the posted and of the merged code, four of them about the walk over VMAs and its bitmap, which scenarios
        don't have: there `emulator pass` is run, one JSON object a line.


        """;

    /// <summary>Makes the page.</summary>
    /// <param name="texts">Each question's text, by its name: Q1, T4.</param>
    /// <param name="results">What was found.</param>
    public static string Of(IReadOnlyList<(string Name, string Text)> texts, IReadOnlyList<RowResult> results)
    {
        var page = new StringBuilder();
        page.Append(Preface);
        foreach (var (name, text) in texts.OrderBy(t => Order(t.Name)))
        {
            page.Append(CultureInfo.InvariantCulture, $"{text.Trim()}\n\n");
            var of = results.Where(r => r.Scenario.Name.Split('-')[0] == name).GroupBy(r => r.Scenario);
            foreach (var scenario in of.OrderBy(s => s.Key.Name, StringComparer.Ordinal))
                AnswersPage.Section(page, scenario.Key, [.. scenario], "###");
        }
        return page.ToString().TrimEnd() + "\n";
    }

    // Q2 before Q10, and questions before traps.
    private static (char, int) Order(string name) => Parts().Match(name) is { Success: true } m
        ? (m.Groups[1].Value[0], int.Parse(m.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
        : ('~', 0);

    [GeneratedRegex(@"^([A-Z])(\d+)$")]
    private static partial Regex Parts();
}
