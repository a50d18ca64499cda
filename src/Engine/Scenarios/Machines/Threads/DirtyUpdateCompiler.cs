using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Makes steps of hardware's dirty updates: sound ones, and those of defective hardware.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="code">Where the steps are emitted.</param>
/// <param name="perform">Lets the store reach its frame.</param>
internal sealed class DirtyUpdateCompiler(World world, Code code, Func<Context, Ways, Pte, Went> perform)
{
    private const string Word = "dirty update";

    public void Compile(Ways w)
    {
        code.Mark(w.Update);
        switch (world.Model.DirtyUpdate)
        {
            case DirtyUpdate.ReadThenWrite: Torn(w); break;
            case DirtyUpdate.Late: Late(w); break;
            default: code.Emit(new Choose([Whole(w)], InAccess: true)); break;
        }
    }

    private string Name(Ways w) => world.Pages[w.Page].Name;

    private Pte Entry(Context c, Ways w) => c[world.Ptes[w.Page]].Pte;

    private Pte Cached(Context c, Ways w) => world.Flushes.Cached(c, code.Number, w.Page).Pte;

    private Op Whole(Ways w) => new($"{code.Thread} updates dirty of {Name(w)}", c =>
    {
        var cached = Cached(c, w);
        if (cached == default)
            return new(Outcome.Looked, w.Lookup);   // dropped since it was looked up
        var before = Entry(c, w);
        var slot = world.SlotOf(c, code.Number, w.Page);
        if (world.Model.Update(ref slot, w.Access))
            return Updated(c, w, cached, before, before);
        var strayed = Entry(c, w) != before;
        c.Tell?.Invoke(Written(c, w, before, before) with { IsRefused = true });
        return new(strayed ? Outcome.Done : Outcome.Looked, w.Fault);
    }, w.Lookup, w.Fault) { NeverBlocks = true };

    private Went Updated(Context c, Ways w, Pte cached, Pte seen, Pte before)
    {
        world.Flushes.Fill(c, code.Number, w.Page, world.Model.Updated(cached, w.Access));
        c.Tell?.Invoke(Written(c, w, seen, before));
        new BegunAgain(world, code).Note(c, w);
        return new(Outcome.Done, w.Lookup);
    }

    private PteWriteEvent Written(Context c, Ways w, Pte seen, Pte before) =>
        new(By.Hardware, Word, Name(w), seen, before, Entry(c, w));

    // A defect of hardware: it reads, and later writes what it has read. No flush is answered in between.
    private void Torn(Ways w)
    {
        var (seen, write) = (world.OfThreadOnce(code, "update"), new Label());
        code.Emit(new Choose([ReadToUpdate(w, seen, write)], InAccess: true));
        world.Torn.Add((code.Number, code.Count));
        code.At(write, new($"{code.Thread} writes {Name(w)} with dirty set", c =>
        {
            var before = Entry(c, w);
            world.Write(c, w.Page, c[seen].Pte);
            return Updated(c, w, Cached(c, w), c[seen].Pte, before);
        }, w.Lookup) { Uses = [seen] });
    }

    private Op ReadToUpdate(Ways w, Field then, Label write) => new($"{code.Thread} reads {Name(w)} to set dirty", c =>
    {
        var now = Entry(c, w);
        if (Cached(c, w) == default)
            return new(Outcome.Looked, w.Lookup);
        if (!world.Model.DecideUpdate(now, w.Access, out var wanted))
            return new(Outcome.Looked, w.Fault);
        c[then] = wanted;
        c.Tell?.Invoke(new PteReadEvent(By.Hardware, Word, Name(w), now));
        return new(Outcome.Done, write);
    }, w.Lookup, w.Fault, write) { Defines = [then] };

    // A defect of hardware: the store goes through by what the entry says, and dirty is set after it, if it still may.
    private void Late(Ways w)
    {
        var update = new Label();
        code.Emit(new Choose([new($"{code.Thread} stores {Name(w)} ahead of dirty", c =>
        {
            var cached = Cached(c, w);
            if (cached == default)
                return new(Outcome.Looked, w.Lookup);
            if (!world.Model.DecideUpdate(Entry(c, w), w.Access, out _))
                return new(Outcome.Looked, w.Fault);
            return perform(c, w, cached) with { Next = update };
        }, w.Lookup, w.Fault, update)], InAccess: true));
        code.At(update, SetLate(w));
    }

    private Op SetLate(Ways w) => new($"{code.Thread} sets dirty of {Name(w)} late", c =>
    {
        var before = Entry(c, w);
        var slot = world.SlotOf(c, code.Number, w.Page);
        var made = world.Model.Update(ref slot, w.Access);
        var cached = Cached(c, w);
        if (made && cached != default)
            world.Flushes.Fill(c, code.Number, w.Page, world.Model.Updated(cached, w.Access));
        c.Tell?.Invoke(Written(c, w, before, before) with { IsLate = true, IsRefused = !made });
        return new(Outcome.Done, w.Over);
    }, w.Over) { NeverBlocks = true };
}
