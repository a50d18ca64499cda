using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>A state in words, part by part.</summary>
internal sealed class StateText(World world)
{
    /// <summary>Every part that says something: entries, TLBs, marks, locks, flushes.</summary>
    public IEnumerable<(string Part, string Says)> Parts(Cell[] state)
    {
        Cell At(Field field) => state[field.Index];
        for (var page = 0; page < world.Pages.Count; page++)
            yield return ($"pte {world.Pages[page].Name}", Entry(At(world.Ptes[page]).Pte, world.Pages[page].Frame));
        for (var thread = 0; thread < world.Text.Threads.Count; thread++)
            if (world.Flushes.HasTlb(thread))
                yield return ($"TLB {world.Text.Threads[thread].Name}", Tlb(state, thread));
        var frames = world.Text.Scenario.Frames;
        if (world.Text.Scenario.Pages.Any(p => p.IsRecorded) || world.Records.Any(r => At(r).IsTrue) || (world.Text.Marks & Marks.Record) != 0)
            yield return ("record", List(frames.Where((_, f) => At(world.Records[f]).IsTrue)));
        if (world.PageDirty.Any(r => At(r).IsTrue))
            yield return ("PG_dirty", List(frames.Where((_, f) => At(world.PageDirty[f]).IsTrue)));
        if (world.Locks.All.Any(l => At(l.Field).IsTrue))
            yield return ("locks held", List(world.Locks.All.Where(l => At(l.Field).IsTrue).Select(l => l.Name + Locks.Said(l.Name, At(l.Field)))));
        for (var thread = 0; thread < world.Text.Threads.Count; thread++)
            if (world.Flushes.Loaded(thread) is { } loaded)
                yield return ($"mm of {world.Text.Threads[thread].Name}", At(loaded).IsTrue ? "loaded" : "not loaded");
        foreach (var thread in world.Buffers.Threads)
            if (world.Buffers.Said(state, thread).ToList() is { Count: > 0 } said)
                yield return ($"store buffer of {world.Text.Threads[thread].Name}", string.Join(", ", said));
        foreach (var (name, field) in world.Vars)
            yield return (name, $"{(long)At(field).Bits}");
        var owed = Owed(state).ToList();
        if (owed.Count > 0)
            yield return ("flushes pending", string.Join(", ", owed));
    }

    private string Tlb(Cell[] state, int thread)
    {
        var cached = Enumerable.Range(0, world.Pages.Count)
            .Select(p => (Page: world.Pages[p], Pte: world.Flushes.Tlb(thread, p) is { } field ? state[field.Index].Pte : default))
            .Where(e => e.Pte != default).Select(e => $"{e.Page.Name} [{Entry(e.Pte, e.Page.Frame)}]").ToList();
        return cached.Count == 0 ? "empty" : string.Join(' ', cached);
    }

    private string Entry(Pte pte, int own)
    {
        var says = Say.Entry(world, pte);
        return pte != world.Model.Empty && world.Model.IsPresent(pte) && world.Model.FrameOf(pte) is var frame && frame != own
            ? $"{says} -> frame {world.Text.Scenario.Frames[frame]}"
            : says;
    }

    private IEnumerable<string> Owed(Cell[] state)
    {
        for (var receiver = 0; receiver < world.Text.Threads.Count; receiver++)
            for (var sender = 0; sender < world.Text.Threads.Count; sender++)
                if (world.Flushes.Asked(receiver, sender) is { } asked && state[asked.Index].IsTrue)
                    yield return $"{world.Text.Threads[receiver].Name} owes {world.Text.Threads[sender].Name} {Say.Pages(world, state[asked.Index].Bits)}";
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } some ? some : "nothing";
}
