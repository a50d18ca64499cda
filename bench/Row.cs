using System.Globalization;

namespace Emulator.Bench;

/// <summary>One line of the report: what, ours, the peer's, the ratio, the floor, and whether it is met.</summary>
internal static class Row
{
    public static void Header() => Write("row", "peer", "ours", "peer's", "ratio", "floor", "");

    public static void Print(string what, string peer, string unit, (double Ours, double Peer, double Ratio) times,
        double count, double most) =>
        Write(what, peer, $"{Text(times.Ours / count)} {unit}", Text(times.Peer / count), Text(times.Ratio),
            $"<= {Text(most)}", times.Ratio <= most ? "met" : "MISSED");

    public static void Rate(string what, double millions, double least) =>
        Write(what, "-", $"{millions:0} M/CPU s", "-", "-", $">= {least:0}", millions >= least ? "met" : "MISSED");

    public static void Memory(string what, double amount, double most, string unit = "MB") =>
        Write(what, "-", $"{amount:0.0} {unit}", "-", "-", $"<= {most:0}", amount <= most ? "met" : "MISSED");

    private static void Write(string what, string peer, string ours, string theirs, string ratio, string floor,
        string met) =>
        Console.WriteLine($"{what,-44}{peer,-24}{ours,16}{theirs,10}{ratio,8}{floor,10}  {met}");

    private static string Text(double value) =>
        value.ToString(value < 10 ? "0.000" : "0", CultureInfo.InvariantCulture);
}
