using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Makes steps of a load or a store: lookup, walk, dirty update, fault; the engine's own, one at a
/// time.</summary>
internal sealed class AccessCompiler(World world, Code code)
{
    private readonly Access _load = new(AccessKind.Read), _store = new(AccessKind.Write);

    /// <summary>Emits an access to one of several pages: a free choice.</summary>
    public void Compile(IReadOnlyList<int> pages, bool isStore)
    {
        var over = new Label();
        var each = pages.Select(page => new Ways(page, isStore ? _store : _load) { Over = over }).ToList();
        if (each.Count > 1)
            code.Emit(new Choose([.. each.Select(Lookup)], InAccess: true));
        foreach (var ways in each)
            Emit(ways);
        code.Mark(over);
    }

    private void Emit(Ways w)
    {
        code.At(w.Lookup, Lookup(w));
        code.At(w.Walk, Walk(w));
        new DirtyUpdateCompiler(world, code, Perform).Compile(w);
        new FaultCompiler(world, code).Compile(w);
        code.Emit(new Go(w.Lookup) { Also = c => new BegunAgain(world, code).Note(c, w) });
    }

    private string Name(Ways w) => world.Pages[w.Page].Name;

    private Op Lookup(Ways w) => new($"{code.Thread} looks up {Name(w)} for a {w.Kind}", c =>
    {
        c.Signs |= Happening.Accessed;
        if (!world.Flushes.IsLoaded(c, code.Number))
            throw ScenarioException.Of(world.Text.Scenario.File,
                $"{code.Thread} {w.Kind}s page {Name(w)} while its core has no "
                + "mm loaded; expected mm_load() before it on every way here");
        var cached = world.Flushes.Cached(c, code.Number, w.Page).Pte;
        if (cached == default)
        {
            c.Tell?.Invoke(new AccessEvent(w.Op, Name(w), AccessOutcome.Walks));
            return new(Outcome.Looked, w.Walk);
        }
        var stage = world.Model.Hit(cached, w.Access);
        if (stage == AccessStage.Perform)
            return Perform(c, w, cached);
        var faults = stage == AccessStage.Fault;
        c.Tell?.Invoke(Through(w, cached, faults ? AccessOutcome.Faults : AccessOutcome.AsksForDirty));
        return new(Outcome.Looked, faults ? w.Fault : w.Update);
    }, w.Walk, w.Update, w.Fault, w.Over);

    private AccessEvent Through(Ways w, Pte cached, AccessOutcome outcome) =>
        new(w.Op, Name(w), outcome) { Through = cached, CachedDirty = world.Model.IsDirty(cached) };

    private Went Perform(Context c, Ways w, Pte cached)
    {
        var frame = world.Model.FrameOf(cached);
        c.Tell?.Invoke(Reached(c, w, cached, frame));
        if (!w.Access.IsWrite)
            world.Contents.Reach(c, w.Page, frame, isStore: false);
        else if (!world.Order.TryStore(c, code.Number, w.Page, frame))
            return Went.Blocked;
        c.Signs |= Happening.AccessOver;
        return new(Outcome.Done, w.Over);
    }

    private AccessEvent Reached(Context c, Ways w, Pte cached, int frame)
    {
        var deferred = w.Access.IsWrite && world.Order.DefersData(code.Number);
        return Through(w, cached, deferred ? AccessOutcome.Buffered : AccessOutcome.Done) with
        {
            Frame = world.Text.Scenario.Frames[frame],
            FrameWasTaken = !deferred && world.Contents.WasTaken(c, w.Page, frame),
            Stale = world.IsStale(c, code.Number, w.Page, w.Access),
        };
    }

    private Op Walk(Ways w) => new($"{code.Thread} walks {Name(w)} for a {w.Kind}", c =>
    {
        var before = c[world.Ptes[w.Page]].Pte;
        var slot = world.SlotOf(c, code.Number, w.Page);
        var fills = world.Model.Walk(ref slot, w.Access, out var found);
        c.Tell?.Invoke(new WalkEvent(Name(w), w.Op, fills, before, fills ? found : before));
        if (!fills && world.Model.KeepsRefusal(found))
        {
            world.Flushes.Fill(c, code.Number, w.Page, world.Model.Cached(found));
            c.Tell?.Invoke(new TlbEvent(Name(w), Fills: true, found, TlbCause.Refusal));
            return new(Outcome.Done, w.Fault);
        }
        if (!fills)
            return new(Outcome.Looked, w.Fault);
        var cached = world.Model.Cached(found);
        if (cached == default)
            throw new ArchitectureDefect(
                $"{world.Model.Name}: a walk lets a {w.Kind} through entry {found}, and the TLB caches "
                + "nothing of it");
        world.Flushes.Fill(c, code.Number, w.Page, cached);
        return new(Outcome.Done, w.Lookup);
    }, w.Lookup, w.Fault) { NeverBlocks = true };
}
