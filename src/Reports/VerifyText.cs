namespace Emulator.Reports;

/// <summary>Verdicts as text: laws down, architectures across, and what is broken below.</summary>
/// <param name="output">Where to.</param>
/// <param name="laws">Those that were asked, in order, and what each says.</param>
internal sealed class VerifyText(TextWriter output, IReadOnlyList<(string Name, string Says)> laws)
{
    public void Print(IReadOnlyList<VerifiedLaw> verdicts)
    {
        var failed = verdicts.Where(v => v.Law == VerifiedLaw.Plugin).ToList();
        // One reason has one number, whatever it excuses or breaks.
        var told = verdicts.Except(failed).Where(v => v.Verdict is VerifiedLaw.Broken or VerifiedLaw.Exempt)
            .GroupBy(v => v.Verdict == VerifiedLaw.Exempt ? v.Why : $"{v.Architecture} {v.Follows ?? v.Law}").ToList();
        var numbers = told.Index().SelectMany(g => g.Item.Select(v => (v, g.Index + 1))).ToDictionary();
        if (failed.Count < verdicts.Count)
            Table(verdicts.Except(failed).ToList(), numbers);
        foreach (var verdict in failed)
            output.WriteLine($"{verdict.Architecture}: {verdict.Why}");
        if (failed.Count > 0)
            output.WriteLine();
        Tell([.. told.Select(group => group.ToList())]);
        output.WriteLine(Summary(verdicts, failed.Count));
    }

    private void Table(IReadOnlyList<VerifiedLaw> verdicts, Dictionary<VerifiedLaw, int> numbers)
    {
        var architectures = verdicts.Select(v => v.Architecture).Distinct().ToList();
        var table = new TextTable(["law", .. architectures]) { OfWords = true };
        foreach (var (law, _) in laws)
            table.Add([law, .. architectures
                .Select(a => verdicts.FirstOrDefault(v => v.Architecture == a && v.Law == law))
                .Select(verdict => verdict is null ? "" : Mark(verdict, numbers))]);
        output.WriteLines(table.Lines(TextTable.Wide));
        output.WriteLine();
    }

    private static string Mark(VerifiedLaw verdict, Dictionary<VerifiedLaw, int> numbers) => verdict.Verdict switch
    {
        VerifiedLaw.Holds => "✓",
        VerifiedLaw.NotChecked => "–",
        VerifiedLaw.Exempt => $"exempt {numbers[verdict]}",
        _ => $"✗ {numbers[verdict]}",
    };

    private void Tell(List<List<VerifiedLaw>> told)
    {
        foreach (var (n, group) in told.Index())
            if (group[0] is { Verdict: VerifiedLaw.Exempt })
                Exempt(group, n + 1);
            else
                Broken([.. group.OrderBy(v => v.Follows is not null)], n + 1);
    }

    private void Exempt(List<VerifiedLaw> verdicts, int number)
    {
        var whose = verdicts.GroupBy(v => v.Architecture, v => v.Law).GroupBy(g => string.Join(", ", g), g => g.Key)
            .Select(g => $"{g.Key} on {string.Join(", ", g)}");
        var says = $"{number}. Exempt: {string.Join("; ", whose)}: {verdicts[0].Why?.TrimEnd('.')}.";
        output.WriteLines(TraceText.Wrap(says, "", "   "));
        output.WriteLine();
    }

    // The cause, and what follows from it.
    private void Broken(List<VerifiedLaw> group, int number)
    {
        var verdict = group[0];
        var says = laws.First(l => l.Name == verdict.Law).Says;
        output.WriteLines(TraceText.Wrap($"{number}. {verdict.Architecture} breaks {verdict.Law}: {says}.", "", "   "));
        var why = verdict.Why?.TrimEnd('.') ?? "";
        var told = verdict.Entry is null || verdict.TellsBug ? $"Found: {why}" : VerifiedLaw.InAKernel(why);
        output.WriteLines(TraceText.Wrap($"{told}.", "   ", "   "));
        foreach (var line in verdict.Details)
            output.WriteWrapped(line, "   ");
        if (verdict.Follows is { } exempt)
            output.WriteLines(TraceText.Wrap($"{Listed([.. group.Select(v => v.Law)])} from {exempt}, which "
                + $"{verdict.Architecture} is exempt from; where that is right, exempt it from these too.",
                "   ", "   "));
        else if (group.Count > 1)
            output.WriteLines(TraceText.Wrap($"{Listed([.. group.Skip(1).Select(v => v.Law)])} from {verdict.Law}; "
                + $"--law {group[1].Law} tells that by itself.", "   ", "   "));
        output.WriteLines(verdict.Story);
        output.WriteLine();
    }

    private static string Listed(IReadOnlyList<string> laws) => laws is [var only] ? $"{only} follows"
        : $"{string.Join(", ", laws.SkipLast(1))} and {laws[^1]} follow";

    private static string Summary(IReadOnlyList<VerifiedLaw> verdicts, int failed)
    {
        int Count(string verdict) => verdicts.Count(v => v.Verdict == verdict && v.Law != VerifiedLaw.Plugin);
        string[] Said(int count, string what) => count > 0 ? [$"{count} {what}"] : [];
        string[] parts =
        [
            $"{Count(VerifiedLaw.Holds)} hold",
            $"{Count(VerifiedLaw.Broken)} broken",
            .. Said(Count(VerifiedLaw.Exempt), "exempt"),
            .. Said(Count(VerifiedLaw.NotChecked), "not checked (–: the format lacks what they speak of)"),
            .. Said(failed, $"plugin{(failed == 1 ? "" : "s")} failed"),
        ];
        return $"{string.Join(", ", parts)}.";
    }
}
