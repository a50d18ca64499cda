using System.Text.RegularExpressions;

namespace Emulator.Kit.Tests;

/// <summary>A guide as a reader follows it: blocks of code become files, commands are run, and what they print is
/// compared.</summary>
/// <remarks>
/// A block's first line says what it is: <c>// FILE</c> or <c># FILE</c> is a whole file, <c>// FILE: Member</c>
/// another text for one member, and any other block of C# stands in a file already. In a console, <c>$</c> is a
/// command; <c>…</c> is anything, on a line of its own any lines.
/// </remarks>
internal sealed partial class Guide(string folder)
{
    private readonly List<string> _exports = [];
    private string _folder = folder;

    public void Follow(string markdown)
    {
        foreach (Match block in Fence().Matches(markdown))
            Do(block.Groups["language"].Value, block.Groups["text"].Value);
    }

    private void Do(string language, string text)
    {
        var (first, rest) = (text.Split('\n')[0], text[(text.IndexOf('\n') + 1)..]);
        switch (language)
        {
            case "console":
                foreach (Match command in Command().Matches(text))
                    Run(command.Groups["line"].Value, command.Groups["prints"].Value);
                break;
            case "csharp" when Change().Match(first) is { Success: true } change:
                ReplaceMember(Path.Combine(_folder, change.Groups["file"].Value), change.Groups["member"].Value, rest);
                break;
            case "csharp" or "scenario" when NewFile().Match(first) is { Success: true } file:
                File.WriteAllText(Path.Combine(_folder, file.Groups["file"].Value), rest);
                break;
            case "csharp":
                Assert.Contains(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal),
                    Directory.GetFiles(_folder, "*.cs", SearchOption.AllDirectories), text);
                break;
            default:
                break;   // shown, and not done
        }
    }

    private static void ReplaceMember(string file, string member, string by)
    {
        var text = File.ReadAllText(file);
        var old = new Regex($@"(?m)^    public static .* {member}<W>[^;]*;\n");
        Assert.HasCount(1, old.Matches(text), $"{member} in {file}");
        File.WriteAllText(file, old.Replace(text, by));
    }

    private void Run(string line, string prints)
    {
        if (line.StartsWith("cd ", StringComparison.Ordinal))
            _folder = Path.Combine(_folder, line[3..]);
        else if (line.StartsWith("export ", StringComparison.Ordinal))
            _exports.Add(line.Replace("$PWD", _folder));
        else
            AssertPrints(line, prints, Kit.Run(_folder, string.Join("; ", [.. _exports, line])).Text);
    }

    private static void AssertPrints(string line, string expected, string text)
    {
        static IEnumerable<string> Lines(string s) => s.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0);
        var pattern = string.Concat(Lines(expected).Select(l => l == "…" ? "(.*\n)*?"
            : Regex.Escape(l).Replace("…", ".*") + "\n"));
        var printed = string.Concat(Lines(text).Select(l => l + "\n"));
        Assert.MatchesRegex($"^{pattern}$", printed, $"$ {line}\n{printed}");
    }

    [GeneratedRegex(@"(?m)^```(?<language>\w*)\n(?<text>(.*\n)*?)```$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?m)^\$ (?<line>.*)\n(?<prints>((?!\$ ).*\n)*)")]
    private static partial Regex Command();

    [GeneratedRegex(@"^(//|#) (?<file>[\w./]+)$")]
    private static partial Regex NewFile();

    [GeneratedRegex(@"^// (?<file>[\w./]+): (?<member>\w+)$")]
    private static partial Regex Change();
}
