namespace Emulator.Reports;

/// <summary>The architectures that were loaded, as text: a table, what is historic or exempt, and each format's
/// bits.</summary>
internal sealed class PluginsText(TextWriter output)
{
    private const int Width = 80;

    public void Print(IReadOnlyList<ListedArchitecture> architectures)
    {
        var table = new TextTable("architecture", "plugin", "version", "dirty set by", "flush", "optional")
        {
            OfWords = true,
        };
        foreach (var a in architectures)
            table.Add(a.Name, a.Plugin, a.Version, a.DirtySetBy, a.Flush, string.Join(' ', a.Optional));
        output.WriteLines(table.Lines());
        Section("historic, left out unless named or with --historic:", Historic(architectures));
        Section("exempt from laws, on purpose:",
            architectures.SelectMany(a => a.Exemptions.Select(e => ($"{a.Name}, {e.Law}", e.Why))));
        Section("traits, for 'where' in a scenario:", architectures.Where(a => a.Traits.Count > 0)
            .GroupBy(a => string.Join(", ", a.Traits), a => a.Name)
            .Select(same => (string.Join(", ", same), same.Key)));
        foreach (var format in architectures.GroupBy(a => string.Join(' ', a.Bits.Select(Bit))))
        {
            output.WriteLine();
            output.WriteLine($"{string.Join(", ", format.Select(a => a.Name))}: {format.First().File}");
            output.WriteLines(Wrapped(format.First().Bits.Select(Bit)));
        }
    }

    private static IEnumerable<(string Name, string Says)> Historic(IEnumerable<ListedArchitecture> architectures)
    {
        foreach (var architecture in architectures)
            if (architecture.History is { } history)
                yield return (architecture.Name, history);
    }

    private void Section(string heading, IEnumerable<(string Name, string Says)> lines)
    {
        foreach (var (n, (name, says)) in lines.Index())
        {
            if (n == 0)
                output.WriteLine($"\n{heading}");
            output.WriteLines(TraceText.Wrap($"{name}: {says.TrimEnd('.')}.", "  ", "    "));
        }
    }

    private static string Bit(PteBit bit) =>
        bit.Width == 1 ? $"{bit.Number} {bit.Name}" : $"{bit.Number}..{bit.Number + bit.Width - 1} {bit.Name}";

    // Between bits, not between a bit's number and its name.
    private static IEnumerable<string> Wrapped(IEnumerable<string> bits)
    {
        const string First = "  bits", Further = "      ";
        var line = First;
        foreach (var bit in bits)
        {
            if (line.Length + bit.Length + 2 > Width)
            {
                yield return line + ",";
                line = Further;
            }
            line += (line is First or Further ? " " : ", ") + bit;
        }
        yield return line;
    }
}
