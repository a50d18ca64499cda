namespace Emulator.Host.Plugins;

/// <summary>What plugins say, fit to be shown: names and messages of theirs may hold anything, a terminal's commands
/// too.</summary>
internal static class OneLine
{
    private const int Most = 600;

    /// <summary>The text with a '?' for every control character and its middle left out where it is very long: its end
    /// says how to mend it.</summary>
    public static string Of(string text)
    {
        var shown = string.Create(text.Length, text, (to, from) =>
        {
            for (var k = 0; k < to.Length; k++)
                to[k] = IsShown(from[k]) ? from[k] : '?';
        });
        return shown.Length <= Most ? shown : $"{shown[..(Most / 2)]} … {shown[^(Most / 2)..]}";
    }

    /// <summary>Whether it can be shown as it is.</summary>
    public static bool Is(string text) => text.All(IsShown);

    // Half a surrogate pair can't be encoded; the line separators end lines as well.
    private static bool IsShown(char c) => !char.IsControl(c) && c is not ('\u2028' or '\u2029')
        && !char.IsSurrogate(c);
}
