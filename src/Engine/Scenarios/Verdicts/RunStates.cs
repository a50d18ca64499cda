using System.Globalization;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Makes a run's states of a machine's.</summary>
internal sealed class RunStates(ScenarioMachine machine)
{
    private static readonly Access Load = new(AccessKind.Read), Store = new(AccessKind.Write);
    private readonly Context _context = new(machine.Machine.Fields.Count);

    private World World => machine.World;

    /// <summary>Every entry that was met, in memory or in a TLB.</summary>
    public HashSet<Pte> Entries { get; } = [];

    /// <summary>Every field that isn't 0, by name, in hexadecimal; a star marks an entry that gives its
    /// frame.</summary>
    public static IReadOnlyDictionary<string, string> FieldsOf(ScenarioMachine machine, Cell[] state) =>
        machine.Machine.Fields.Where(f => state[f.Index] != default)
            .ToDictionary(f => f.Name, f => Value(state[f.Index]));

    /// <summary>How an entry is spelt.</summary>
    public static string Hex(Pte pte) => string.Create(CultureInfo.InvariantCulture, $"0x{pte.Value:x}");

    /// <summary>A state, after a history.</summary>
    public RunState Of(Cell[] state, RunHistory history)
    {
        _context.Begin(state);
        foreach (var page in Pages.Where(p => !World.Contents.IsUntaken(_context, p)))
            history.Taken(World.Pages[page].Name);
        return new()
        {
            Pte = Pages.ToDictionary(p => World.Pages[p].Name, p => Met(state[World.Ptes[p].Index].Pte)),
            Tlb = Threads.Where(t => World.Flushes.HasTlb(t.Number))
                .ToDictionary(t => t.Name, t => Tlb(state, t.Number)),
            Locks = history.Holds,
            Owed = [.. Owed(state, history)],
            Marks = Pages.ToDictionary(p => World.Pages[p].Name, p =>
                (IReadOnlyList<string>)[.. MarkWords.Of(World.MarksOf(_context, p))]),
            Untaken = history.Untaken,
            Lacks = [.. Lacks],
            Buffers = World.Order.Cores.ToDictionary(t => World.Text.Threads[t].Name,
                t => (IReadOnlyList<string>)[.. World.Order.Pending(state, t).Select(s => $"{s.Kind}: {s.Name}")]),
            Variables = World.Vars.ToDictionary(v => v.Key, v => (long)state[v.Value.Index].Bits),
            At = Threads.ToDictionary(t => t.Name, t => LineOf(state, t.Number)),
            Fields = FieldsOf(machine, state),
        };
    }

    private IEnumerable<RunLack> Lacks =>
        from p in Pages
        from f in Enumerable.Range(0, Frames.Count)
        where World.Contents.Lacks(_context, p, f)
        select new RunLack(Frames[f], World.Pages[p].Name);

    private IEnumerable<int> Pages => Enumerable.Range(0, World.Pages.Count);

    private IReadOnlyList<string> Frames => World.Text.Scenario.Frames;

    private IEnumerable<(int Number, string Name)> Threads => World.Text.Threads.Select((t, n) => (n, t.Name));

    private int? LineOf(Cell[] state, int thread) =>
        machine.Codes[thread].LineAt((int)state[machine.Machine.Pc[thread].Index].Bits);

    private string Met(Pte pte)
    {
        Entries.Add(pte);
        return Hex(pte);
    }

    private IReadOnlyDictionary<string, RunTranslation> Tlb(Cell[] state, int thread)
    {
        var held = new Dictionary<string, RunTranslation>();
        foreach (var page in Pages)
            if (World.Flushes.Tlb(thread, page) is { } field && state[field.Index].Pte is var cached
                && cached != default)
                held.Add(World.Pages[page].Name, new(Met(cached),
                    RelationOf(thread, page, state[World.Ptes[page].Index].Pte, cached)));
        return held;
    }

    private Relation RelationOf(int thread, int page, Pte entry, Pte cached) =>
        World.IsStale(_context, thread, page, Load) || World.IsStale(_context, thread, page, Store) ? Relation.Stale
        : World.Model.Cached(entry) == cached ? Relation.Agrees : Relation.Differs;

    private IEnumerable<RunOwed> Owed(Cell[] state, RunHistory history) =>
        from receiver in Threads
        from sender in Threads
        let asked = World.Flushes.Asked(receiver.Number, sender.Number)
        where asked is not null && state[asked.Index].IsTrue
        select new RunOwed(history.LatestFlush(sender.Name), receiver.Name, sender.Name,
            World.NamesOf(state[asked.Index].Bits));

    private static string Value(Cell cell) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{cell.Bits:x}{(cell.Mark == 0 ? "" : "*")}");
}
