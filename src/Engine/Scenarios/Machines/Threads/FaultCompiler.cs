using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Makes steps of a fault: what cores do too, in the order of <see cref="FaultOrder"/>, one at a time. A
/// scenario's own mkwrite stands for all of the driver's part.</summary>
internal sealed class FaultCompiler(World world, Code code)
{
    private const FaultDecision None = FaultDecision.Spurious;
    private readonly BegunAgain _again = new(world, code);

    public void Compile(Ways w)
    {
        code.Mark(w.Fault);
        if (world.Model.FaultIsFinal(w.Access))
        {
            GiveUp(w);
            return;
        }
        var labels = Steps().ToDictionary(s => s, _ => new Label());
        Label To(FaultStep step) => step switch
        {
            FaultStep.Again => w.Lookup,
            FaultStep.GivenUp => w.Over,
            _ => labels[step],
        };
        foreach (var step in Steps())
        {
            code.Mark(labels[step]);
            Emit(w, step, decision => To(world.Parts.After(step, decision)));
        }
    }

    // A device's: no kernel code runs, and what its TLB holds stays.
    private void GiveUp(Ways w) => code.Emit(new Choose([new($"{code.Thread} is refused {Name(w)}", c =>
    {
        c.Signs |= Happening.AccessOver;
        // An absent page's fault ends an access everywhere.
        if (!world.Model.IsPresent(Entry(c, w)))
        {
            c.Tell?.Invoke(new FaultEvent(FaultStage.GiveUp, Name(w), w.Op, Entry(c, w), Entry(c, w)));
            return new(Outcome.Done, w.Over);
        }
        world.MetFinalFault = true;
        c.Tell?.Invoke(new FaultEvent(FaultStage.Final, Name(w), w.Op, Entry(c, w), Entry(c, w)));
        return new(Outcome.Done, w.Over);
    }, w.Over) { NeverBlocks = true }], InAccess: true));

    // The steps that can come, each once: those of mkwrite for stores alone.
    private IEnumerable<FaultStep> Steps()
    {
        var (first, seen) = (FaultOrder.First(world.Model.TrapTakesLock), new HashSet<FaultStep>());
        var ahead = new Queue<FaultStep>([first]);
        while (ahead.TryDequeue(out var step))
        {
            if (step is FaultStep.Again or FaultStep.GivenUp || !seen.Add(step))
                continue;
            yield return step;
            foreach (var decision in Enum.GetValues<FaultDecision>())
                ahead.Enqueue(world.Parts.After(step, decision));
        }
    }

    private void Emit(Ways w, FaultStep step, Func<FaultDecision, Label> next)
    {
        switch (step)
        {
            case FaultStep.Trap: Trap(w, next); break;
            case FaultStep.Lock: code.Emit(new Choose([Lock(w, next(None))], InAccess: true)); break;
            case FaultStep.Decide: Decide(w, next); break;
            case FaultStep.LockDriver: Driver(w, next(None)); break;
        }
    }

    private string Name(Ways w) => world.Pages[w.Page].Name;

    private string Ptl(Ways w) => $"ptl({Name(w)})";

    private Pte Entry(Context c, Ways w) => c[world.Ptes[w.Page]].Pte;

    private Field Seen() => world.OfThreadOnce(code, "seen");

    // A trap handler that changes the entry without its lock, and leaves what it can't do to the full fault.
    private void Trap(Ways w, Func<FaultDecision, Label> next)
    {
        var (notMine, again) = (next(FaultDecision.Spurious), next(FaultDecision.Reloaded));
        code.Emit(new Choose([new($"{code.Thread} traps on {Name(w)}", c =>
        {
            if (!HasLanded(c))
                return Went.Blocked;
            var before = Entry(c, w);
            var then = world.Model.Trapped(before, w.Access);
            if (then == before && !world.Model.Reloads(before, w.Access))
                return new(Outcome.Looked, notMine);
            if (then != before)
                world.Write(c, w.Page, then);
            c.Tell?.Invoke(new FaultEvent(FaultStage.Trap, Name(w), w.Op, before, then));
            world.Flushes.Drop(c, code.Number, 1UL << w.Page, TlbCause.Fault);
            _again.Note(c, w);
            return new(Outcome.Done, again);
        }, notMine, again)], InAccess: true));
    }

    private bool HasLanded(Context c)
    {
        if (world.Order.HasLanded(c, code.Number))
            return true;
        c.Tell?.Invoke(new WaitEvent { Condition = "its store buffer" });
        return false;
    }

    private Op Lock(Ways w, Label next) => new($"{code.Thread} faults on {Name(w)}", c =>
    {
        if (!HasLanded(c) || !world.Locks.TryTake(c, world.Locks.Ptl(w.Page), By.Handler, Ptl(w)))
            return Went.Blocked;
        c.Tell?.Invoke(new FaultEvent(FaultStage.Enter, Name(w), w.Op, Entry(c, w), Entry(c, w)));
        return new(Outcome.Acquired, next);
    }, next);

    // Linux: ptep_set_access_flags where it isn't atomic: the store comes after what it was made from was read, under
    // the lock still.
    private void Decide(Ways w, Func<FaultDecision, Label> next)
    {
        var later = world.Model.IsTorn(PteHelpers.SetAccessFlags) ? world.OfThreadOnce(code, "wanted") : null;
        var store = new Label();
        code.Emit(new Choose([Decision(w, later, store, next)], InAccess: true));
        if (later is not null)
            code.At(store, StoreWanted(w, later, next(FaultDecision.SetDirty)));
    }

    private Op Decision(Ways w, Field? later, Label store, Func<FaultDecision, Label> next)
    {
        Label[] ways = [.. Enum.GetValues<FaultDecision>().Select(next).Concat(later is null ? [] : [store])
            .Distinct()];
        return new($"{code.Thread} handles its fault on {Name(w)}", c =>
        {
            var decision = Decided(c, w, later, out var waits);
            if (decision == FaultDecision.Absent)
                c.Signs |= Happening.AccessOver;
            else if (!waits && decision != FaultDecision.MkWrite)
                _again.Note(c, w);
            return new(Outcome.Done, waits ? store : next(decision));
        }, ways)
        {
            Defines = later is null ? [Seen()] : [Seen(), later],
            NeverBlocks = true,
        };
    }

    // Under the lock, which is kept where the store is a step of its own.
    private FaultDecision Decided(Context c, Ways w, Field? later, out bool waits)
    {
        var before = Entry(c, w);
        world.Flushes.Drop(c, code.Number, 1UL << w.Page, TlbCause.Fault);
        if (later is not null)
            c[later] = default(Pte);
        var slot = world.SlotOf(c, code.Number, w.Page, later);
        var decision = world.Model.Decide(ref slot, w.Access, out var read);
        waits = later is not null && c[later].IsTrue;
        c.Tell?.Invoke(new FaultEvent(StageOf(decision), Name(w), w.Op, before, Entry(c, w)) { Later = waits });
        if (!waits)
            world.Locks.Release(c, world.Locks.Ptl(w.Page), By.Handler, Ptl(w));
        c[Seen()] = decision == FaultDecision.MkWrite ? read : default(Pte);
        return decision;
    }

    private static FaultStage StageOf(FaultDecision decision) => decision switch
    {
        FaultDecision.Absent => FaultStage.GiveUp,
        FaultDecision.MkWrite => FaultStage.MkWrite,
        FaultDecision.SetDirty => FaultStage.SetDirty,
        FaultDecision.SetYoung => FaultStage.SetYoung,
        _ => FaultStage.Nothing,
    };

    private Op StoreWanted(Ways w, Field wanted, Label next) => new($"{code.Thread} stores {Name(w)} in its fault", c =>
    {
        var before = Entry(c, w);
        world.Write(c, w.Page, c[wanted].Pte);
        c.Tell?.Invoke(new FaultEvent(FaultStage.Store, Name(w), w.Op, before, Entry(c, w)));
        world.Locks.Release(c, world.Locks.Ptl(w.Page), By.Handler, Ptl(w));
        _again.Note(c, w);
        return new(Outcome.Done, next);
    }, next) { Uses = [wanted], NeverBlocks = true };

    // From the driver's lock on to the end of the fault: the engine's steps, or the scenario's own text.
    private void Driver(Ways w, Label next)
    {
        if (!w.Access.IsWrite)
            return;
        if (world.Text.MkWrite is { } own)
            new MkWriteCompiler(world, code).Own(w.Page, own, Seen());
        else
            new MkWriteCompiler(world, code).Engines(w.Page, Seen());
    }
}
