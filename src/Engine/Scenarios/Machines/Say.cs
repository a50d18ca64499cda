using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>How steps speak of what they did.</summary>
internal static class Say
{
    /// <summary>An entry by the manual names of its bits.</summary>
    public static string Entry(World world, Pte pte) => Entry(world.Model, pte);

    public static string Entry(ArchitectureModel model, Pte pte)
    {
        if (pte == model.Empty)
            return "empty";
        var names = model.Bits.Where(b => b.Name != "PFN").Select(b => (b.Name, b.Width, Value: pte.Value >> b.Number & (ulong.MaxValue >> (64 - b.Width))))
            .Where(b => b.Value != 0).Select(b => b.Width == 1 ? b.Name : $"{b.Name}={b.Value}");
        return string.Join(' ', names) is { Length: > 0 } said ? said : $"0x{pte.Value:x}";
    }

    /// <summary>An entry before and after.</summary>
    public static string Change(World world, Pte before, Pte after) =>
        before == after ? $"stays {Entry(world, after)}" : $"{Entry(world, before)} -> {Entry(world, after)}{Difference(world.Model, before, after)}";

    // Which bits, where both are mappings: the eye needn't look for them.
    private static string Difference(ArchitectureModel model, Pte before, Pte after)
    {
        if (before == model.Empty || after == model.Empty)
            return "";
        var bits = model.Bits.Where(b => b.Width == 1).ToList();
        string Names(ulong mask) => string.Join(", ", bits.Where(b => (mask >> b.Number & 1) != 0).Select(b => b.Name));
        var said = new[] { (Names(after.Value & ~before.Value), "set"), (Names(before.Value & ~after.Value), "cleared") };
        return string.Join("; ", said.Where(s => s.Item1.Length > 0).Select(s => $"{s.Item1} {s.Item2}")) is { Length: > 0 } text ? $" ({text})" : "";
    }

    /// <summary>A set of pages.</summary>
    public static string Pages(World world, ulong pages)
    {
        var names = world.Pages.Select((p, n) => (p.Name, n)).Where(p => (pages >> p.n & 1) != 0).Select(p => p.Name).ToList();
        return names.Count == 0 ? "nothing" : names.Count == world.Pages.Count && names.Count > 4 ? "every page" : $"page{(names.Count > 1 ? "s" : "")} {string.Join(", ", names)}";
    }

    /// <summary>Tells what the consumer takes.</summary>
    public static void Taken(World world, Context c, string thread)
    {
        if (c.Tell is null)
            return;
        ulong recorded = 0;
        for (var page = 0; page < world.Pages.Count; page++)
            recorded |= c[world.Records[world.Pages[page].Frame]].IsTrue ? 1UL << page : 0;
        c.Tell($"{thread} takes what is recorded: {Pages(world, recorded)}");
    }

    /// <summary>What a word gave back or changed.</summary>
    public static string Result(World world, Call call, Cell answer, Pte before, Pte after) => Vocabulary.Find(call.Word.Text)?.Gives switch
    {
        Kind.Pte when before != after => $" = {Entry(world, answer.Pte)}; leaves {Entry(world, after)}",
        Kind.Pte => $" = {Entry(world, answer.Pte)}",
        Kind.Number => $" = {answer.Bits}",
        _ => before == after ? "" : $": {Change(world, before, after)}",
    };
}
