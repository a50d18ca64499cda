using System.Globalization;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Exports;

/// <summary>A counterexample as comma-separated values (RFC 4180): a line for each step and one for the start, with the
/// state after it in columns.</summary>
internal static class CsvExport
{
    public static string Of(Run run)
    {
        string[] parts = [.. RunParts.Of(run, run.Start).Concat(run.Steps.SelectMany(s => RunParts.Of(run, s.After)))
            .Select(p => p.Part).Distinct()];
        var lines = new List<string>
        {
            Line(["step", "actor", "what", "loss", .. parts]),
            Line(["0", "", "at the start", LossAt(run, 0), .. In(run, run.Start, parts)]),
        };
        foreach (var step in run.Steps)
            lines.Add(Line([step.Number.ToString(CultureInfo.InvariantCulture), step.Actor,
                string.Join("; ", step.Told), LossAt(run, step.Number),
                .. In(run, step.After, parts)]));
        return string.Concat(lines.Select(line => $"{line}\r\n"));
    }

    private static string LossAt(Run run, int step) => step == run.Loss.Step ? run.Loss.Why : "";

    private static IEnumerable<string> In(Run run, RunState state, string[] parts)
    {
        var says = RunParts.Of(run, state).ToDictionary(p => p.Part, p => p.Says);
        return parts.Select(part => says.GetValueOrDefault(part, ""));
    }

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field
        : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
