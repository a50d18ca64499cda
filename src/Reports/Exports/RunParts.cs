using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Exports;

/// <summary>A run's state in parts that can be compared and told: entries, translations, locks, flushes,
/// marks.</summary>
internal static class RunParts
{
    public static IReadOnlyList<(string Part, string Says)> Of(Run run, RunState state) =>
    [
        .. state.Pte.Select(p => ($"pte {p.Key}", Entry(run, p.Value))),
        .. from core in run.Actors.DistinctBy(a => a.Id)
           from page in core.Caches.Distinct()
           select ($"TLB of {core.Id}, {page}", Translation(run, state, core.Id, page)),
        ("locks", Or(string.Join(", ", state.Locks.Select(l => $"{l.Lock} ({string.Join(", ", l.Holders)})")))),
        ("flushes", Or(string.Join(", ", state.Owed.Select(o =>
            $"{o.By} owes {o.To} {string.Join(' ', o.Pages)}")))),
        .. state.Marks.Select(m => ($"a later round finds {m.Key} by", Or(string.Join(", ", m.Value)))),
        ("stores not taken", Or(string.Join(", ", state.Untaken.Select(u => u.Page)))),
        .. state.Variables.Select(v => ($"var {v.Key}", $"{v.Value}")),
        .. state.Buffers.Select(b => ($"store buffer of {b.Key}", Or(string.Join(", ", b.Value)))),
    ];

    /// <summary>An entry by its bits' names.</summary>
    public static string Entry(Run run, string word) => !run.Entries.TryGetValue(word, out var entry) ? word
        : entry.Empty ? "empty"
        : string.Join(' ', entry.Bits.Select(b => b.Value == 1 ? b.Key : $"{b.Key}={b.Value:x}"))
            + (entry.Frame is { } frame ? $" -> {frame}" : "");

    /// <summary>What a core's TLB holds of a page.</summary>
    public static string Translation(Run run, RunState state, string core, string page) =>
        state.Tlb.TryGetValue(core, out var tlb) && tlb.TryGetValue(page, out var cached)
            ? Entry(run, cached.Entry) + cached.Relation switch
            {
                Relation.Stale => " (stale)",
                Relation.Differs => " (differs)",
                _ => "",
            }
            : "nothing";

    private static string Or(string said) => said.Length > 0 ? said : "nothing";
}
