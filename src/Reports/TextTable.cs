namespace Emulator.Reports;

/// <summary>A table of plain text: the first column to the left, the others to the right, no trailing blanks.</summary>
internal sealed class TextTable(params string[] header)
{
    /// <summary>Columns that a terminal is likely to have.</summary>
    public const int Wide = 120;

    private readonly List<string[]> _rows = [header];

    /// <summary>Whether columns after the first stand to the left too, as words do.</summary>
    public bool OfWords { get; init; }

    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The table, in parts where it is wider than this: each begins with the first column.</summary>
    public IEnumerable<string> Lines(int most = int.MaxValue)
    {
        var widths = Enumerable.Range(0, header.Length).Select(c => _rows.Max(r => r[c].Length)).ToArray();
        foreach (var (n, columns) in Parts(widths, most).Index())
        {
            if (n > 0)
                yield return "";
            foreach (var row in _rows)
                yield return string.Join("  ", columns.Prepend(0).Select(c => Pad(row[c], widths[c], c))).TrimEnd();
        }
    }

    private static IEnumerable<List<int>> Parts(int[] widths, int most)
    {
        var part = new List<int>();
        for (var c = 1; c < widths.Length; c++)
        {
            if (part.Count > 0 && widths[0] + part.Append(c).Sum(k => widths[k] + 2) > most)
            {
                yield return part;
                part = [];
            }
            part.Add(c);
        }
        yield return part;
    }

    private string Pad(string cell, int width, int column) =>
        column == 0 || OfWords ? cell.PadRight(width) : cell.PadLeft(width);
}
