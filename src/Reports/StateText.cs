using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Reports;

/// <summary>A state in words, part by part.</summary>
internal sealed class StateText(World world)
{
    private readonly EntryNames _entries = new(world.Model);
    private readonly Narrator _narrator = new(world);

    /// <summary>Every part that says something: entries, TLBs, marks, locks, cores, variables, flushes.</summary>
    public IEnumerable<(string Part, string Says)> Parts(Cell[] state) =>
        [.. Entries(state), .. Marks(state), .. LocksHeld(state), .. Cores(state), .. Variables(state), .. Owed(state)];

    private IReadOnlyList<string> Frames => world.Text.Scenario.Frames;

    private IEnumerable<(int Number, string Name)> Threads => world.Text.Threads.Select((t, n) => (n, t.Name));

    private IEnumerable<(string, string)> Entries(Cell[] state)
    {
        for (var page = 0; page < world.Pages.Count; page++)
            yield return ($"pte {world.Pages[page].Name}", Entry(state[world.Ptes[page].Index].Pte,
                world.Pages[page].Frame));
        foreach (var (thread, name) in Threads.Where(t => world.Flushes.HasTlb(t.Number)))
            yield return ($"TLB {name}", Tlb(state, thread));
    }

    private IEnumerable<(string, string)> Marks(Cell[] state)
    {
        bool Any(Field[] marks) => marks.Any(m => state[m.Index].IsTrue);
        string Which(Field[] marks) => List(Frames.Where((_, f) => state[marks[f].Index].IsTrue));
        var recorded = world.Text.Scenario.Pages.Any(p => p.IsRecorded)
            || (world.Text.Marks & Engine.Scenarios.Model.Marks.Record) != 0;
        if (recorded || Any(world.Records))
            yield return ("record", Which(world.Records));
        if (Any(world.PageDirty))
            yield return ("PG_dirty", Which(world.PageDirty));
    }

    private IEnumerable<(string, string)> LocksHeld(Cell[] state)
    {
        var held = world.Locks.All.Where(l => state[l.Field.Index].IsTrue)
            .Select(l => l.Name + How(l.Name, state[l.Field.Index])).ToList();
        if (held.Count > 0)
            yield return ("locks held", List(held));
    }

    // How a lock that has readers is held.
    private static string How(string name, Cell held) => name != LockName.Mmap ? ""
        : Locks.Readers(name, held) is { } readers ? $" (read by {readers})" : " (write)";

    private IEnumerable<(string, string)> Cores(Cell[] state)
    {
        foreach (var (thread, name) in Threads)
            if (world.Flushes.Loaded(thread) is { } loaded)
                yield return ($"mm of {name}", state[loaded.Index].IsTrue ? "loaded" : "not loaded");
        foreach (var thread in world.Order.Cores)
            if (world.Order.Pending(state, thread) is { Count: > 0 } pending)
                yield return ($"store buffer of {world.Text.Threads[thread].Name}",
                    string.Join(", ", pending.Select(Of)));
    }

    /// <summary>A store that others don't see yet.</summary>
    public static string Of(PendingStore store) => store.Kind switch
    {
        StoreKind.Variable => store.Name,
        StoreKind.Entry => $"pte {store.Name}",
        StoreKind.Release => $"release of {store.Name}",
        _ => $"a store to page {store.Name}",
    };

    private IEnumerable<(string, string)> Variables(Cell[] state) =>
        world.Vars.Select(v => (v.Key, $"{(long)state[v.Value.Index].Bits}"));

    private IEnumerable<(string, string)> Owed(Cell[] state)
    {
        var owed = from receiver in Threads
                   from sender in Threads
                   where world.Flushes.Asked(receiver.Number, sender.Number) is { } asked && state[asked.Index].IsTrue
                   let pages = world.NamesOf(state[(world.Flushes.Asked(receiver.Number, sender.Number)?.Index)
                       .GetValueOrDefault()].Bits)
                   select $"{receiver.Name} owes {sender.Name} {_narrator.Pages(pages)}";
        if (owed.ToList() is { Count: > 0 } some)
            yield return ("flushes pending", string.Join(", ", some));
    }

    private string Tlb(Cell[] state, int thread)
    {
        var cached = Enumerable.Range(0, world.Pages.Count)
            .Select(p => (Page: world.Pages[p],
                Pte: world.Flushes.Tlb(thread, p) is { } field ? state[field.Index].Pte : default))
            .Where(e => e.Pte != default).Select(e => $"{e.Page.Name} [{Entry(e.Pte, e.Page.Frame)}]").ToList();
        return cached.Count == 0 ? "empty" : string.Join(' ', cached);
    }

    private string Entry(Pte pte, int own)
    {
        var says = _entries.Of(pte);
        return pte != world.Model.Empty && world.Model.IsPresent(pte) && world.Model.FrameOf(pte) is var frame
            && frame != own
            ? $"{says} -> frame {Frames[frame]}"
            : says;
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some
        : "nothing";
}
