using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A counterexample as text that can be pasted into a mail: 80 columns.</summary>
internal static class TraceText
{
    private const int Width = 80;

    /// <summary>The whole counterexample: a heading, the start, numbered steps with what they change, and why.</summary>
    public static IEnumerable<string> Lines(RowResult result, PropertyVerdict verdict)
    {
        if (result.Machine is not { } machine || verdict.Trace is not { } trace)
            return [];
        var where = result.Row.Values.Count == 0 ? "" : $", {result.Row}";
        var turn = new Story(machine, trace).Of(verdict.Property);
        var lines = new List<string>();
        lines.AddRange(Wrap($"{result.Scenario.Name} on {result.Architecture}{where}: {Properties.NameOf(verdict.Property)} is violated in {trace.Steps.Count} steps", "", "  "));
        lines.AddRange(Steps(new StateText(machine.World), trace, turn));
        return lines;
    }

    /// <summary>The start and the numbered steps.</summary>
    public static IEnumerable<string> Steps(StateText text, Trace trace, Turn turn)
    {
        var before = text.Parts(trace.Start).ToList();
        var lines = new List<string> { "", "     at the start" };
        lines.AddRange(State(before));
        for (var n = 1; n <= trace.Steps.Count; n++)
        {
            var after = text.Parts(trace.Steps[n - 1].After).ToList();
            lines.AddRange(Step(n, trace.Steps[n - 1], before, after));
            if (turn.Step == n)
                lines.AddRange(Wrap($"{turn.Why}.{Rest(trace, n)}", " ==> ", "     "));
            before = after;
        }
        if (turn.Step == 0)
            lines.AddRange(Wrap($"{turn.Why}.", " ==> ", "     "));
        return lines;
    }

    private static string Rest(Trace trace, int step) =>
        step < trace.Steps.Count && trace.Lasting is null ? " The rest runs to its end." : "";

    /// <summary>One numbered step: what was done, and the parts of the state that it changed.</summary>
    public static IEnumerable<string> Step(int number, TraceStep step, List<(string Part, string Says)> before, List<(string Part, string Says)> after)
    {
        var first = true;
        foreach (var told in step.Told.Count > 0 ? step.Told : [step.Name])
        {
            foreach (var line in Wrap(told, first ? $"{number,3}. " : "     ", "       "))
                yield return line;
            first = false;
        }
        var gone = before.Where(b => after.All(a => a.Part != b.Part)).Select(b => (b.Part, "nothing"));
        foreach (var line in State([.. after.Where(a => !before.Contains(a)), .. gone]))
            yield return line;
    }

    /// <summary>Parts of a state, one a line.</summary>
    public static IEnumerable<string> State(IEnumerable<(string Part, string Says)> parts) => parts.SelectMany(p => Wrap($"{p.Part}: {p.Says}", "       | ", "       |   "));

    /// <summary>Breaks a sentence between words.</summary>
    public static IEnumerable<string> Wrap(string text, string first, string rest)
    {
        var line = first;
        var empty = true;
        foreach (var word in text.Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
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
