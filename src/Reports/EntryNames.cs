using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Reports;

/// <summary>Entries by the manual names of their bits.</summary>
internal sealed class EntryNames(ArchitectureModel model)
{
    private readonly IReadOnlyList<PteBit> _bits = [.. model.Bits.Where(b => b.Name != "PFN")];

    /// <summary>An entry.</summary>
    public string Of(Pte pte)
    {
        if (pte == model.Empty)
            return "empty";
        var names = _bits.Select(b => (b.Name, b.Width, Value: pte.Value >> b.Number & (ulong.MaxValue >> (64 - b.Width))))
            .Where(b => b.Value != 0).Select(b => b.Width == 1 ? b.Name : $"{b.Name}={b.Value}");
        return string.Join(' ', names) is { Length: > 0 } said ? said : $"0x{pte.Value:x}";
    }

    /// <summary>An entry before and after.</summary>
    public string Change(Pte before, Pte after) =>
        before == after ? $"stays {Of(after)}" : $"{Of(before)} -> {Of(after)}{Difference(before, after)}";

    // Which bits, where both are mappings: the eye needn't look for them.
    private string Difference(Pte before, Pte after)
    {
        if (before == model.Empty || after == model.Empty)
            return "";
        string Names(ulong mask) =>
            string.Join(", ", model.Bits.Where(b => b.Width == 1 && (mask >> b.Number & 1) != 0).Select(b => b.Name));
        var said = new[] { (Names(after.Value & ~before.Value), "set"), (Names(before.Value & ~after.Value), "cleared") };
        var text = string.Join("; ", said.Where(s => s.Item1.Length > 0).Select(s => $"{s.Item1} {s.Item2}"));
        return text.Length > 0 ? $" ({text})" : "";
    }
}
