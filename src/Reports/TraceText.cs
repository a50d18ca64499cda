using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>A counterexample as text that can be pasted into a mail: 80 columns.</summary>
internal static class TraceText
{
    private const int Width = 80;

    /// <summary>The whole counterexample: a heading, the start, numbered steps with what they change, and
    /// why.</summary>
    public static IEnumerable<string> Lines(RowResult result, PropertyVerdict verdict)
    {
        if (result.Machine is not { } machine || verdict.Trace is not { } trace)
            return [];
        var where = result.Row.Values.Count == 0 ? "" : $", {result.Row}";
        var heading = $"{result.Scenario.Name} on {result.Architecture}{where}: {Properties.NameOf(verdict.Property)} "
            + "is violated in "
            + $"{trace.Steps.Count} steps";
        return [.. Wrap(heading, "", "  "), .. Steps(machine, trace, new Story(machine, trace).Of(verdict.Property))];
    }

    // The start and the numbered steps.
    private static IEnumerable<string> Steps(ScenarioMachine machine, Trace trace, Turn turn)
    {
        var (text, narrator) = (new StateText(machine.World), new Narrator(machine.World));
        var why = new ReasonText(machine.World).Of(turn);
        var before = text.Parts(trace.Start).ToList();
        List<string> lines = ["", "     at the start", .. State(before)];
        for (var n = 1; n <= trace.Steps.Count; n++)
        {
            var step = trace.Steps[n - 1];
            var after = text.Parts(step.After).ToList();
            lines.AddRange(Step(n, Said(narrator, step), before, after));
            if (turn.Step == n)
                lines.AddRange(Because(n < trace.Steps.Count && trace.Lasting is null
                    ? $"{why}. The rest runs to its end." : $"{why}."));
            before = after;
        }
        return turn.Step == 0 ? [.. lines, .. Because($"{why}.")] : lines;
    }

    /// <summary>What a step did, in sentences; its name where it has none.</summary>
    public static IReadOnlyList<string> Said(Narrator narrator, TraceStep step) =>
        narrator.Of(step.Told) is { Count: > 0 } said ? said : [step.Name];

    /// <summary>Why, as it stands among the steps.</summary>
    public static IEnumerable<string> Because(string why) => Wrap(why, " ==> ", "     ");

    /// <summary>One numbered step: what was done, and the parts of the state that it changed.</summary>
    public static IEnumerable<string> Step(int number, IReadOnlyList<string> said,
        List<(string Part, string Says)> before, List<(string Part, string Says)> after)
    {
        var first = true;
        foreach (var sentence in said)
        {
            foreach (var line in Wrap(sentence, first ? $"{number,3}. " : "     ", "       "))
                yield return line;
            first = false;
        }
        var gone = before.Where(b => after.All(a => a.Part != b.Part)).Select(b => (b.Part, "nothing"));
        foreach (var line in State([.. after.Where(a => !before.Contains(a)), .. gone]))
            yield return line;
    }

    /// <summary>Parts of a state, one a line.</summary>
    public static IEnumerable<string> State(IEnumerable<(string Part, string Says)> parts) =>
        parts.SelectMany(p => Wrap($"{p.Part}: {p.Says}", "       | ", "       |   "));

    /// <summary>Breaks a sentence between words.</summary>
    public static IEnumerable<string> Wrap(string text, string first, string rest, int width = Width)
    {
        var line = first;
        var empty = true;
        foreach (var word in text.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                (line, empty) = (rest, true);
            }
            line += empty ? word : " " + word;
            empty = false;
        }
        yield return line;
    }
}
