namespace Emulator.Plugins.Tests;

/// <summary>A format's bits in one line: name, number, and width where it isn't 1.</summary>
internal static class BitsText
{
    public static string Of(IEnumerable<PteBit> bits) =>
        string.Join(' ', bits.Select(b => b.Width == 1 ? $"{b.Name}{b.Number}" : $"{b.Name}{b.Number}+{b.Width}"));
}
