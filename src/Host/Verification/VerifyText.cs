using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Host.Rendering;
using Emulator.Reports;

namespace Emulator.Host.Verification;

/// <summary>Verdicts as text: laws down, architectures across, and what is broken below.</summary>
internal sealed class VerifyText(Terminal terminal)
{
    public void Print(IReadOnlyList<VerifiedLaw> verdicts, IReadOnlyList<string> laws)
    {
        var failed = verdicts.Where(v => v.Law == VerifiedLaw.Plugin).ToList();
        // One reason has one number, whatever it excuses.
        var told = verdicts.Where(v => v.Verdict is VerifiedLaw.Broken or VerifiedLaw.Exempt && v.Law != VerifiedLaw.Plugin)
            .GroupBy(v => v.Verdict == VerifiedLaw.Exempt ? v.Why! : $"{v.Architecture} {v.Law}").ToList();
        var numbers = told.Index().SelectMany(g => g.Item.Select(v => (v, g.Index + 1))).ToDictionary();
        if (failed.Count < verdicts.Count)
            Table(verdicts, laws, [.. verdicts.Except(failed).Select(v => v.Architecture).Distinct()], numbers);
        foreach (var verdict in failed)
            terminal.Out.WriteLine($"{verdict.Architecture}: {verdict.Why}");
        if (failed.Count > 0)
            terminal.Out.WriteLine();
        // What a broken formula leads to is told once, by the formula.
        var formulas = new HashSet<string>(numbers.Keys.Where(v => v is { Verdict: VerifiedLaw.Broken, Entry: not null }).Select(v => v.Architecture));
        foreach (var (n, group) in told.Index())
        {
            if (group.First().Verdict == VerifiedLaw.Exempt)
                Exempt([.. group], n + 1);
            else
                Details(group.First(), n + 1, group.First().Story.Count > 0 && formulas.Add(group.First().Architecture));
        }
        terminal.Out.WriteLine(Summary(verdicts, failed.Count));
    }

    private void Table(IReadOnlyList<VerifiedLaw> verdicts, IReadOnlyList<string> laws, string[] architectures, Dictionary<VerifiedLaw, int> numbers)
    {
        var table = new TextTable(["law", .. architectures]) { OfWords = true };
        foreach (var law in laws)
            table.Add([law, .. architectures.Select(a => verdicts.FirstOrDefault(v => v.Architecture == a && v.Law == law) is { } verdict ? Mark(verdict, numbers) : "")]);
        foreach (var line in table.Lines(TextTable.Wide))
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

    private void Exempt(List<VerifiedLaw> verdicts, int number)
    {
        var whose = verdicts.GroupBy(v => string.Join(", ", verdicts.Where(w => w.Architecture == v.Architecture).Select(w => w.Law)))
            .Select(g => $"{g.Key} on {string.Join(", ", g.Select(v => v.Architecture).Distinct())}");
        Write(TraceText.Wrap($"{number}. Exempt: {string.Join("; ", whose)}: {verdicts[0].Why}.", "", "   "));
        terminal.Out.WriteLine();
    }

    private void Details(VerifiedLaw verdict, int number, bool tells)
    {
        var says = Laws.All.First(l => l.Name == verdict.Law).Says;
        Write(TraceText.Wrap($"{number}. {verdict.Architecture} breaks {verdict.Law}: {says}.", "", "   "));
        Write(TraceText.Wrap($"{(verdict.Entry is null ? "Found" : "In a kernel")}: {verdict.Why}.", "   ", "   "));
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
}
