namespace Emulator.Host.Rendering;

/// <summary>A table of plain text: the first column to the left, the others to the right, no trailing blanks.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    /// <summary>Whether columns after the first stand to the left too, as words do.</summary>
    public bool OfWords { get; init; }

    public void Add(params string[] cells) => _rows.Add(cells);

    public IEnumerable<string> Lines()
    {
        var widths = Enumerable.Range(0, header.Length).Select(c => _rows.Max(r => r[c].Length)).ToArray();
        return _rows.Select(row => string.Join("  ", row.Select((cell, c) => Pad(cell, widths[c], c))).TrimEnd());
    }

    private string Pad(string cell, int width, int column) => column == 0 || OfWords ? cell.PadRight(width) : cell.PadLeft(width);
}
