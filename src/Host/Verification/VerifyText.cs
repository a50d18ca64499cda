using Emulator.Engine.Scenarios.Traces;
using Emulator.Host.Rendering;

namespace Emulator.Host.Verification;

/// <summary>Verdicts as text: laws down, architectures across, and what is broken below.</summary>
internal sealed class VerifyText(Terminal terminal)
{
    private const int Width = 80;

    public void Print(IReadOnlyList<VerifiedLaw> verdicts, IReadOnlyList<string> laws)
    {
        var failed = verdicts.Where(v => v.Law == VerifiedLaw.Plugin).ToList();
        var numbers = verdicts.Where(v => v.Verdict is VerifiedLaw.Broken or VerifiedLaw.Exempt && v.Law != VerifiedLaw.Plugin).Select((v, n) => (v, n)).ToDictionary(p => p.v, p => p.n + 1);
        foreach (var architectures in Pages([.. verdicts.Except(failed).Select(v => v.Architecture).Distinct()]))
            Table(verdicts, laws, architectures, numbers);
        foreach (var verdict in failed)
            terminal.Out.WriteLine($"{verdict.Architecture}: {verdict.Why}");
        if (failed.Count > 0)
            terminal.Out.WriteLine();
        // What a broken formula leads to is told once, by the formula.
        var told = new HashSet<string>(numbers.Keys.Where(v => v is { Verdict: VerifiedLaw.Broken, Entry: not null }).Select(v => v.Architecture));
        foreach (var (verdict, number) in numbers)
            Details(verdict, number, verdict.Verdict == VerifiedLaw.Broken && verdict.Story.Count > 0 && told.Add(verdict.Architecture));
        terminal.Out.WriteLine(Summary(verdicts, failed.Count));
    }

    private void Table(IReadOnlyList<VerifiedLaw> verdicts, IReadOnlyList<string> laws, string[] architectures, Dictionary<VerifiedLaw, int> numbers)
    {
        var table = new TextTable(["law", .. architectures]) { OfWords = true };
        foreach (var law in laws)
            table.Add([law, .. architectures.Select(a => verdicts.FirstOrDefault(v => v.Architecture == a && v.Law == law) is { } verdict ? Mark(verdict, numbers) : "")]);
        foreach (var line in table.Lines())
            terminal.Out.WriteLine(line);
        terminal.Out.WriteLine();
    }

    private static string Mark(VerifiedLaw verdict, Dictionary<VerifiedLaw, int> numbers) => verdict.Verdict switch
    {
        VerifiedLaw.Holds => "✓",
        VerifiedLaw.NotChecked => "–",
        VerifiedLaw.Exempt => $"exempt {numbers[verdict]}",
        _ => $"✗ {numbers[verdict]}",
    };

    private void Details(VerifiedLaw verdict, int number, bool tells)
    {
        var says = Laws.All.First(l => l.Name == verdict.Law).Says;
        Write(TraceText.Wrap($"{number}. {verdict.Architecture} breaks {verdict.Law}: {says}.", "", "   "));
        Write(TraceText.Wrap($"{(verdict.Verdict == VerifiedLaw.Exempt ? "On purpose" : verdict.Entry is null ? "Found" : "In a kernel")}: {verdict.Why}.", "   ", "   "));
        if (verdict.Verdict == VerifiedLaw.Broken)
            foreach (var line in verdict.Details)
                Write(TraceText.Wrap(line, "   ", "     "));
        if (tells)
            Write(verdict.Story);
        terminal.Out.WriteLine();
    }

    private static string Summary(IReadOnlyList<VerifiedLaw> verdicts, int failed)
    {
        int Count(string verdict) => verdicts.Count(v => v.Verdict == verdict && v.Law != VerifiedLaw.Plugin);
        string[] parts =
        [
            $"{Count(VerifiedLaw.Holds)} hold", $"{Count(VerifiedLaw.Broken)} broken",
            .. Count(VerifiedLaw.Exempt) > 0 ? [$"{Count(VerifiedLaw.Exempt)} exempt"] : Array.Empty<string>(),
            .. Count(VerifiedLaw.NotChecked) > 0 ? [$"{Count(VerifiedLaw.NotChecked)} not checked (–: the format lacks what they speak of)"] : Array.Empty<string>(),
            .. failed > 0 ? [$"{failed} plugin{(failed == 1 ? "" : "s")} failed"] : Array.Empty<string>(),
        ];
        return $"{string.Join(", ", parts)}.";
    }

    private void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            terminal.Out.WriteLine(line);
    }

    // As many as fit side by side.
    private static IEnumerable<string[]> Pages(List<string> architectures)
    {
        var page = new List<string>();
        foreach (var architecture in architectures)
        {
            if (page.Count > 0 && "thread".Length + page.Append(architecture).Sum(a => Math.Max(a.Length, "exempt 1".Length) + 2) > Width)
            {
                yield return [.. page];
                page.Clear();
            }
            page.Add(architecture);
        }
        if (page.Count > 0)
            yield return [.. page];
    }
}
