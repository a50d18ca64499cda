using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

// Hardware's dirty updates: sound ones, and those of defective hardware.
internal sealed partial class AccessCompiler
{
    private Op Update(Ways w) => new($"{code.Thread} updates dirty of {Name(w)}", c =>
    {
        var cached = world.Flushes.Cached(c, code.Number, w.Page).Pte;
        if (cached == default)
            return new(Outcome.Looked, w.Lookup);   // dropped since it was looked up
        var before = c[world.Ptes[w.Page]].Pte;
        var slot = world.SlotOf(c, w.Page);
        if (!world.Has(Defect.UpdateDoesNotReachMemory) && !world.Model.Update(ref slot, w.Access))
        {
            var strayed = c[world.Ptes[w.Page]].Pte != before;
            c.Tell?.Invoke($"{code.Thread} looks at the entry again: it no longer allows the store ({Say.Entry(world, before)})" + (strayed ? ", yet dirty was set there" : ""));
            return new(strayed ? Outcome.Done : Outcome.Looked, w.Fault);
        }
        return Updated(c, w, cached, before);
    }, w.Lookup, w.Fault) { NeverBlocks = true };

    private Went Updated(Context c, Ways w, Pte cached, Pte before)
    {
        if (!world.Has(Defect.UpdateLeavesTheTlb))
            world.Flushes.Fill(c, code.Number, w.Page, world.Model.Updated(cached, w.Access));
        c.Tell?.Invoke($"{code.Thread}'s hardware sets dirty: {Say.Change(world, before, c[world.Ptes[w.Page]].Pte)}");
        Again(c, w);
        return new(Outcome.Done, w.Lookup);
    }

    // A defect of hardware: it reads, and later writes what it has read. No flush is answered in between.
    private void TornUpdate(Ways w)
    {
        var (then, write) = (world.OfThreadOnce(code, "update"), new Label());
        code.Emit(new Choose([new($"{code.Thread} reads {Name(w)} to set dirty", c =>
        {
            var now = c[world.Ptes[w.Page]].Pte;
            if (world.Flushes.Cached(c, code.Number, w.Page).Pte == default)
                return new(Outcome.Looked, w.Lookup);
            if (!world.Model.DecideUpdate(now, w.Access, out var wanted))
                return new(Outcome.Looked, w.Fault);
            c[then] = wanted;
            c.Tell?.Invoke($"{code.Thread}'s hardware reads the entry to set dirty ({Say.Entry(world, now)})");
            return new(Outcome.Done, write);
        }, w.Lookup, w.Fault, write) { Defines = [then] }], InAccess: true));
        world.Torn.Add((code.Number, code.Count));
        At(write, new($"{code.Thread} writes {Name(w)} with dirty set", c =>
        {
            var before = c[world.Ptes[w.Page]].Pte;
            world.Write(c, w.Page, c[then].Pte);
            return Updated(c, w, world.Flushes.Cached(c, code.Number, w.Page).Pte, before);
        }, w.Lookup) { Uses = [then] });
    }

    // A defect of hardware: the store goes through by what the entry says, and dirty is set after it, if it still may.
    private void LateUpdate(Ways w)
    {
        var update = new Label();
        code.Emit(new Choose([new($"{code.Thread} stores {Name(w)} ahead of dirty", c =>
        {
            var cached = world.Flushes.Cached(c, code.Number, w.Page).Pte;
            if (cached == default)
                return new(Outcome.Looked, w.Lookup);
            if (!world.Model.DecideUpdate(c[world.Ptes[w.Page]].Pte, w.Access, out _))
                return new(Outcome.Looked, w.Fault);
            return Perform(c, w, cached) with { Next = update };
        }, w.Lookup, w.Fault, update)], InAccess: true));
        At(update, new($"{code.Thread} sets dirty of {Name(w)} late", c =>
        {
            var before = c[world.Ptes[w.Page]].Pte;
            var slot = world.SlotOf(c, w.Page);
            var made = world.Model.Update(ref slot, w.Access);
            var cached = world.Flushes.Cached(c, code.Number, w.Page).Pte;
            if (made && cached != default)
                world.Flushes.Fill(c, code.Number, w.Page, world.Model.Updated(cached, w.Access));
            c.Tell?.Invoke($"{code.Thread}'s hardware sets dirty after the store: {(made ? Say.Change(world, before, c[world.Ptes[w.Page]].Pte) : $"the entry no longer allows it ({Say.Entry(world, before)})")}");
            return new(Outcome.Done, w.Over);
        }, w.Over) { NeverBlocks = true });
    }
}
