namespace Emulator.Engine.Scenarios.Model;

/// <summary>Every mistake of one file, as it is shown to its author.</summary>
public sealed class ScenarioException : Exception
{
    private const int MostShown = 50;

    private ScenarioException(string message) : base(message)
    {
    }

    internal static ScenarioException Of(string file, string text, IEnumerable<Mistake> mistakes)
    {
        var lines = text.Split('\n');
        var all = mistakes.OrderBy(m => m.At.Line).ThenBy(m => m.At.Column).Distinct().ToList();
        var more = all.Count > MostShown ? $"\n{file}: {all.Count - MostShown:#,0} more mistakes" : "";
        return new(string.Join('\n', all.Take(MostShown).Select(m => Show(file, lines, m))) + more);
    }

    internal static ScenarioException Of(string file, string message) => new($"{file}: {message}");

    private static string Show(string file, string[] lines, Mistake mistake)
    {
        var (line, column, length) = mistake.At;
        var text = line <= lines.Length ? Visible(lines[line - 1].TrimEnd('\r')) : "";
        var start = Math.Max(0, Math.Min(column - 40, text.Length - 76));
        var shown = text[Math.Min(start, text.Length)..];
        shown = shown.Length > 76 ? shown[..76] : shown;
        var caret = Math.Clamp(column - 1 - start, 0, 76);
        return $"{file}:{line}:{column}: {mistake.Message}\n    {shown}\n    "
            + $"{new string(' ', caret)}{new string('^', Math.Clamp(length, 1, Math.Max(1, 76 - caret)))}";
    }

    private static string Visible(string line) =>
        string.Concat(line.Select(c => c == '\t' ? ' ' : char.IsControl(c) ? '?' : c));
}
