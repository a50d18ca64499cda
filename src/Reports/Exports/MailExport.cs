using System.Text;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Exports;

/// <summary>A counterexample as a mail's text: what is lost first, then how, then what was asked. 80 columns, but for
/// lines of the scenario that are longer themselves.</summary>
internal static class MailExport
{
    public static string Of(Run run)
    {
        var text = new StringBuilder();
        var row = string.Concat(run.Params.Select(p => $", {p.Key} = {p.Value}"));
        Add(text, TraceText.Wrap($"{run.Scenario.Name} on {run.Architecture}{row}: {run.Property} is violated in "
            + $"{run.Steps.Count} steps.", "", "  "));
        if (run.Scenario.Title.Length > 0)
            Add(text, TraceText.Wrap($"{run.Scenario.Title}.", "", "  "));
        Add(text, [""]);
        Add(text, TraceText.Wrap($"{run.Loss.Why}.", "=> ", "   "));
        Add(text, ["", "     at the start", .. Changed(run, null, run.Start)]);
        var before = run.Start;
        foreach (var step in run.Steps)
        {
            Add(text, Step(step));
            Add(text, Changed(run, before, step.After));
            if (step.Number == run.Loss.Step)
                Add(text, [$" ==> here {LossOf(run)}"]);
            before = step.After;
        }
        Add(text, ["", $"The question ({run.Scenario.File.Split('/', '\\')[^1]}):", ""]);
        Add(text, run.Scenario.Text.TrimEnd('\n').Split('\n').Select(line => $"    {line}".TrimEnd()));
        return text.ToString();
    }

    private static string LossOf(Run run) => run.Loss.Store is not null ? "the store is lost" : "it is violated";

    private static IEnumerable<string> Step(RunStep step)
    {
        var first = true;
        foreach (var sentence in step.Told)
        {
            foreach (var line in TraceText.Wrap(sentence, first ? $"{step.Number,3}. " : "     ", "       "))
                yield return line;
            first = false;
        }
    }

    // The entries and translations that the step changed, decoded.
    private static IEnumerable<string> Changed(Run run, RunState? before, RunState after) =>
        RunParts.Of(run, after).Except(before is null ? [] : RunParts.Of(run, before))
            .SelectMany(p => TraceText.Wrap($"{p.Part}: {p.Says}", "       | ", "       |   "));

    private static void Add(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            text.Append(line).Append('\n');
    }
}
