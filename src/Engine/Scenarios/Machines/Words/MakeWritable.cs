using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>make_writable</c></summary>
internal sealed class MakeWritable() : StepWord("make_writable", [Kind.Page], Kind.Nothing,
    "the tail of a write fault: takes ptl; if the entry is present and what the fault saw: writable, dirty, young")
{
    public override Section Section => Section.Faults;

    public override string Steps => "two steps";

    public override WordTraits Traits => WordTraits.MayWait;

    public override void Emit(WordSteps steps, Said said)
    {
        var page = steps.PageOfArgument(said.Arguments[0]);
        Emit(steps.World, steps.Code, page, steps.SeenOf(page));
    }

    /// <summary>Emits its steps.</summary>
    /// <param name="world">The machine's fields.</param>
    /// <param name="code">Where they are emitted.</param>
    /// <param name="page">The page.</param>
    /// <param name="seen">Where what the page's fault saw is kept; null: whatever stands there is made writable.</param>
    public void Emit(World world, Code code, int page, Field? seen)
    {
        Lock(world, code, page);
        var later = world.Model.IsTorn(PteHelpers.SetAccessFlags) ? world.OfThreadOnce(code, "wanted") : null;
        if (later is not null)
            Read(world, code, page, seen, later);
        Store(world, code, page, seen, later);
    }

    private static string Ptl(World world, int page) => $"ptl({world.Pages[page].Name})";

    private static void Lock(World world, Code code, int page) =>
        code.Then(next => new($"{code.Thread} locks {Ptl(world, page)} to make it writable", c =>
            world.Locks.TryTake(c, world.Locks.Ptl(page), By.MkWrite, Ptl(world, page))
                ? new(Outcome.Acquired, next)
                : Went.Blocked, next));

    // Where the helper that grants writing isn't atomic, what is stored is made of an earlier read.
    private void Read(World world, Code code, int page, Field? seen, Field later) =>
        code.Then(next => new($"{code.Thread} reads {world.Pages[page].Name} to make it writable", c =>
        {
            c[later] = default(Pte);
            var slot = world.SlotOf(c, code.Number, page, later);
            _ = world.Model.MakeWritable(ref slot, seen is null ? null : c[seen].Pte);
            c.Tell?.Invoke(new PteReadEvent(By.MkWrite, Name, world.Pages[page].Name, c[world.Ptes[page]].Pte));
            return new(Outcome.Done, next);
        }, next) { Uses = seen is null ? [] : [seen], Defines = [later], NeverBlocks = true });

    private void Store(World world, Code code, int page, Field? seen, Field? later)
    {
        Field[] used = later is not null ? [later] : seen is not null ? [seen] : [];
        code.Then(next => new($"{code.Thread} makes {world.Pages[page].Name} writable", c =>
        {
            var before = c[world.Ptes[page]].Pte;
            var made = later is null ? Make(world, c, code.Number, page, seen) : StoreWanted(world, c, page, c[later].Pte);
            c.Tell?.Invoke(new PteWriteEvent(By.MkWrite, Name, world.Pages[page].Name, before, before, c[world.Ptes[page]].Pte)
            {
                IsRefused = !made,
            });
            world.Flushes.Drop(c, code.Number, 1UL << page, TlbCause.MkWrite);
            world.Locks.Release(c, world.Locks.Ptl(page), By.MkWrite, Ptl(world, page));
            if (made)
                c[world.Armed] = c[world.Armed].Bits & ~(1UL << page);
            return new(Outcome.Done, next);
        }, next) { Uses = used, NeverBlocks = true });
    }

    private static bool Make(World world, Context c, int thread, int page, Field? seen)
    {
        var slot = world.SlotOf(c, thread, page);
        return world.Model.MakeWritable(ref slot, seen is null ? null : c[seen].Pte);
    }

    private static bool StoreWanted(World world, Context c, int page, Pte wanted)
    {
        if (wanted != default)
            world.Write(c, page, wanted);
        return wanted != default;
    }
}
