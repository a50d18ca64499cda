using Emulator.Engine.Cpu;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes steps of a load or a store: lookup, walk, dirty update, fault, handler; the engine's own, one at a time.</summary>
internal sealed partial class AccessCompiler(World world, Code code)
{
    private readonly Access _load = new(AccessKind.Read), _store = new(AccessKind.Write);

    /// <summary>Emits an access to one of several pages: a free choice.</summary>
    public void Compile(IReadOnlyList<int> pages, bool isStore)
    {
        var over = new Label();
        var each = pages.Select(page => new Ways(page, isStore ? _store : _load, new(), new(), new(), new(), new(), over)).ToList();
        if (each.Count > 1)
            code.Emit(new Choose([.. each.Select(Lookup)], InAccess: true));
        foreach (var ways in each)
            Emit(ways);
        code.Mark(over);
    }

    /// <summary>Where the steps of an access to one page are.</summary>
    private sealed record Ways(int Page, Access Access, Label Lookup, Label Walk, Label Update, Label Fault, Label Handler, Label Over);

    private string Name(Ways w) => world.Pages[w.Page].Name;

    private string Kind(Ways w) => w.Access.IsWrite ? "store" : "load";

    private void Emit(Ways w)
    {
        At(w.Lookup, Lookup(w));
        At(w.Walk, Walk(w));
        code.Mark(w.Update);
        if (world.Model.DirtyUpdate == DirtyUpdate.ReadThenWrite)
            TornUpdate(w);
        else if (world.Model.DirtyUpdate == DirtyUpdate.Late)
            LateUpdate(w);
        else
            code.Emit(new Choose([Update(w)], InAccess: true));
        code.Mark(w.Fault);
        if (!world.Model.TrapTakesLock)
            Trap(w);
        var decide = new Label();
        if (!world.Has(Defect.FaultTakesNoLock))
            code.Emit(new Choose([TakePtl(w, decide)], InAccess: true));
        var later = world.Model.IsTorn(PteHelpers.SetAccessFlags) ? world.OfThreadOnce(code, "wanted") : null;
        var store = new Label();
        At(decide, Decide(w, later, store));
        if (later is not null)
            At(store, StoreWanted(w, later));
        code.Mark(w.Handler);
        if (w.Access.IsWrite)
            Handler(w);
        code.Emit(new Go(w.Lookup) { Also = c => Again(c, w) });
    }

    private void At(Label label, Op op)
    {
        code.Mark(label);
        code.Emit(new Choose([op], InAccess: true));
    }

    private Op Lookup(Ways w) => new($"{code.Thread} looks up {Name(w)} for a {Kind(w)}", c =>
    {
        c.Signs |= Happening.Accessed;
        if (!world.Flushes.IsLoaded(c, code.Number))
            throw ScenarioException.Of(world.Text.Scenario.File, $"{code.Thread} {Kind(w)}s page {Name(w)} while its core has no mm loaded; expected mm_load() before it on every way here");
        var cached = world.Flushes.Cached(c, code.Number, w.Page).Pte;
        if (cached == default)
        {
            c.Tell?.Invoke($"{code.Thread} {Kind(w)}s page {Name(w)}: its TLB has no entry");
            return new(Outcome.Looked, w.Walk);
        }
        var stage = world.Has(Defect.HitNeedsNoUpdate) && world.Model.Hit(cached, w.Access) == AccessStage.Update
            || (world.Has(Defect.RefusalIsIgnored) && world.Model.Hit(cached, w.Access) == AccessStage.Fault)
            ? AccessStage.Perform : world.Model.Hit(cached, w.Access);
        if (stage == AccessStage.Perform)
            return Perform(c, w, cached);
        c.Tell?.Invoke($"{code.Thread} {Kind(w)}s page {Name(w)}: its TLB's entry {(stage == AccessStage.Fault ? "refuses" : "asks for a dirty update")} ({Say.Entry(world, cached)})");
        return new(Outcome.Looked, stage == AccessStage.Fault ? w.Fault : w.Update);
    }, w.Walk, w.Update, w.Fault, w.Over);

    private Went Perform(Context c, Ways w, Pte cached)
    {
        var frame = world.Model.FrameOf(cached);
        c.Tell?.Invoke($"{code.Thread}'s {Kind(w)} to page {Name(w)} goes through its TLB's entry, cached {(world.Model.IsDirty(cached) ? "dirty" : "clean")}"
            + (frame == world.Pages[w.Page].Frame ? "" : $", to frame {world.Text.Scenario.Frames[frame]}"));
        if (!w.Access.IsWrite)
            world.Contents.Reach(c, w.Page, frame, isStore: false);
        else if (!world.Buffers.TryStore(c, code.Number, w.Page, frame))
            return Went.Blocked;
        c.Signs |= Happening.AccessOver;
        return new(Outcome.Done, w.Over);
    }

    private Op Walk(Ways w) => new($"{code.Thread} walks {Name(w)} for a {Kind(w)}", c =>
    {
        var before = c[world.Ptes[w.Page]].Pte;
        var slot = world.SlotOf(c, w.Page);
        if (!world.Model.Walk(ref slot, w.Access, out var found))
        {
            if (world.Has(Defect.FaultDecidesByWhatTheWalkSaw))
                c[Seen()] = before;
            c.Tell?.Invoke($"{code.Thread} walks: the entry refuses the {Kind(w)} ({Say.Entry(world, before)})");
            return new(Outcome.Looked, w.Fault);
        }
        var cached = world.Model.Cached(found);
        if (cached == default)
            throw new ArchitectureDefect($"{world.Model.Name}: a walk lets a {Kind(w)} through entry {found}, and the TLB caches nothing of it");
        world.Flushes.Fill(c, code.Number, w.Page, cached);
        c.Tell?.Invoke($"{code.Thread} walks and fills its TLB: {(before == found ? Say.Entry(world, found) : Say.Change(world, before, found))}");
        return new(Outcome.Done, w.Lookup);
    }, w.Lookup, w.Fault) { NeverBlocks = true };

    // A trap handler that changes the entry without its lock, and leaves what it can't do to the full fault.
    private void Trap(Ways w) => code.Then(next => new($"{code.Thread} traps on {Name(w)}", c =>
    {
        if (!world.Buffers.IsEmpty(c, code.Number))
            return Went.Blocked;
        var before = c[world.Ptes[w.Page]].Pte;
        var then = world.Model.Trapped(before, w.Access);
        if (then == before && !world.Model.Reloads(before, w.Access))
            return new(Outcome.Looked, next);
        if (then != before)
            world.Write(c, w.Page, then);
        world.Flushes.Drop(c, code.Number, 1UL << w.Page);
        c.Tell?.Invoke($"{code.Thread}'s trap handler, without ptl: {(then == before ? $"its TLB's entry was old ({Say.Entry(world, before)})" : Say.Change(world, before, then))}");
        Again(c, w);
        return new(Outcome.Done, w.Lookup);
    }, next, w.Lookup), inAccess: true);

    private Op TakePtl(Ways w, Label decide) => new($"{code.Thread} faults on {Name(w)}", c =>
    {
        if (!world.Buffers.IsEmpty(c, code.Number) || !world.Locks.TryTake(c, world.Locks.Ptl(w.Page)))
            return Went.Blocked;
        c.Tell?.Invoke($"{code.Thread} faults on page {Name(w)} and takes ptl({Name(w)})");
        return new(Outcome.Acquired, decide);
    }, decide);

    // Linux: ptep_set_access_flags where it isn't atomic: the store, after what it was made from was read.
    private Op StoreWanted(Ways w, Field wanted) => new($"{code.Thread} stores {Name(w)} in its fault", c =>
    {
        var before = c[world.Ptes[w.Page]].Pte;
        world.Write(c, w.Page, c[wanted].Pte);
        if (!world.Has(Defect.FaultTakesNoLock))
            c[world.Locks.Ptl(w.Page)] = false;
        c.Tell?.Invoke($"{code.Thread}'s fault handler stores what it made of what it read: {Say.Change(world, before, c[world.Ptes[w.Page]].Pte)}");
        Again(c, w);
        return new(Outcome.Done, w.Lookup);
    }, w.Lookup) { Uses = [wanted], NeverBlocks = true };

    private Op Decide(Ways w, Field? later, Label store)
    {
        var seen = Seen();
        return new($"{code.Thread} handles its fault on {Name(w)}", c =>
        {
            var before = c[world.Ptes[w.Page]].Pte;
            if (!world.Has(Defect.FaultKeepsTheOwnEntry))
                world.Flushes.Drop(c, code.Number, 1UL << w.Page);
            if (world.Has(Defect.FaultDecidesByWhatTheWalkSaw) && c[seen].IsTrue)
                world.Write(c, w.Page, c[seen].Pte);
            if (later is not null)
                c[later] = default(Pte);
            var slot = world.SlotOf(c, w.Page, later);
            var decision = world.Model.Decide(ref slot, w.Access, out var read);
            if (world.Has(Defect.FaultLeavesTheEntryAsItWas) && decision is FaultDecision.SetDirty or FaultDecision.SetYoung)
                world.Write(c, w.Page, before);
            var waits = later is not null && c[later].IsTrue;
            if (!world.Has(Defect.FaultTakesNoLock) && !waits)
                c[world.Locks.Ptl(w.Page)] = false;
            c[seen] = decision == FaultDecision.MkWrite ? read : default(Pte);
            if (decision == FaultDecision.Absent)
                c.Signs |= Happening.AccessOver;
            else if (!waits && decision != FaultDecision.MkWrite)
                Again(c, w);
            c.Tell?.Invoke($"{code.Thread}'s fault handler: {(waits ? $"software will set {(decision == FaultDecision.SetDirty ? "dirty" : "young")} ({Say.Entry(world, before)})" : Said(decision, before, c[world.Ptes[w.Page]].Pte))}");
            return new(Outcome.Done, waits ? store : decision switch { FaultDecision.Absent => w.Over, FaultDecision.MkWrite => w.Handler, _ => w.Lookup });
        }, later is null ? [w.Lookup, w.Handler, w.Over] : [w.Lookup, w.Handler, w.Over, store])
        {
            Uses = world.Has(Defect.FaultDecidesByWhatTheWalkSaw) ? [seen] : [],
            Defines = later is null ? [seen] : [seen, later],
            NeverBlocks = true,
        };
    }

    private string Said(FaultDecision decision, Pte before, Pte after) => decision switch
    {
        FaultDecision.Absent => "nothing is mapped, the access is given up",
        FaultDecision.MkWrite => $"writing isn't granted; it lets go of ptl and calls mkwrite ({Say.Entry(world, before)})",
        FaultDecision.SetDirty => $"software sets dirty: {Say.Change(world, before, after)}",
        FaultDecision.SetYoung => $"software sets young: {Say.Change(world, before, after)}",
        _ => $"nothing to do, the access begins again ({Say.Entry(world, before)})",
    };

    private Field Seen() => world.OfThreadOnce(code, "seen");

    private void Handler(Ways w)
    {
        if (world.Text.MkWrite is { } own)
        {
            var locals = world.Text.HandlerVariables.ToDictionary(v => v, v => world.OfThreadOnce(code, $"mkwrite {v}"));
            foreach (var local in locals.Values)
                code.Emit(new Set(local, Pure.Constant(0)));
            new ThreadCompiler(world, code, locals, faulting: (own.Page, w.Page, Seen())).Compile(own.Body);
        }
        else
            DefaultHandler(w);
    }

    // Takes the driver's lock, records, makes the page writable, and only then lets go.
    private void DefaultHandler(Ways w)
    {
        var held = world.Locks.AddressSpace;
        var (locks, early) = (!world.Has(Defect.MkWriteTakesNoLock), world.Has(Defect.MkWriteUnlocksTooEarly));
        var words = new WordCompiler(world, code, _ => w.Page, inAtomic: false, _ => Seen());
        if (locks)
            code.Then(next => new($"{code.Thread} locks address_space in mkwrite", c =>
            {
                if (!world.Locks.TryTake(c, held))
                    return Went.Blocked;
                c.Tell?.Invoke($"{code.Thread}'s mkwrite takes address_space");
                return new(Outcome.Acquired, next);
            }, next));
        if (!world.Has(Defect.MkWriteRecordsAtItsEnd))
            Record(w);
        if (locks && early)
            Release(held);
        words.MakeWritable(w.Page, Seen());
        if (world.Has(Defect.MkWriteRecordsAtItsEnd))
            Record(w);
        if (locks && !early)
            Release(held);
    }

    private void Record(Ways w)
    {
        if (!world.Has(Defect.MkWriteRecordsNothing))
            code.Then(next => new($"{code.Thread} records {Name(w)}", c =>
            {
                world.Record(c, w.Page);
                c.Tell?.Invoke($"{code.Thread}'s mkwrite records page {Name(w)}");
                return new(Outcome.Done, next);
            }, next) { NeverBlocks = true });
    }

    private void Release(Field held) => code.Then(next => new($"{code.Thread} unlocks address_space in mkwrite", c =>
    {
        c[held] = false;
        c.Tell?.Invoke($"{code.Thread}'s mkwrite releases address_space");
        return new(Outcome.Done, next);
    }, next) { IsRelease = true, NeverBlocks = true });
}
