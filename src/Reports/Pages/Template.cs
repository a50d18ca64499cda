using System.Text.RegularExpressions;

namespace Emulator.Reports.Pages;

/// <summary>The pages' files, as a designer edits them: embedded in the assembly. A page has slots, <c>{{name}}</c>.
/// </summary>
internal static partial class Template
{
    /// <summary>A file's text.</summary>
    public static string Text(string file)
    {
        using var stream = typeof(Template).Assembly.GetManifestResourceStream($"Pages/{file}")
            ?? throw new InvalidOperationException($"Pages/{file} isn't embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A page with its slots filled; what fills them isn't looked at for slots again.</summary>
    public static string Fill(string file, Dictionary<string, string> slots) =>
        Slot().Replace(Text(file), slot => slots[slot.Groups[1].Value]);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Slot();
}
