using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word that changes a page's entry: in one step, or, where the architecture's helper isn't atomic, by a read and a later store.</summary>
internal abstract class EntryWord(string name, IReadOnlyList<Kind> takes, Kind gives, string meaning) : PageWord(name, takes, gives, meaning)
{
    public override Section Section => Section.Entries;

    /// <summary>The kernel's helper that it is; none: it is a single store or a single instruction everywhere.</summary>
    protected virtual PteHelpers Helper => PteHelpers.None;

    /// <summary>What the store leaves where it was made from an earlier read.</summary>
    protected virtual Pte Made(World world, Context c, Pte read, IReadOnlyList<Pure> values) =>
        throw new InvalidOperationException($"{Name} is atomic everywhere");

    public override void Emit(WordSteps steps, Said said)
    {
        if (steps.World.Model.IsTorn(Helper))
            EmitTorn(steps, said);
        else
            base.Emit(steps, said);
    }

    /// <summary>Emits a read, and the store of what was made of it.</summary>
    protected void EmitTorn(WordSteps steps, Said said)
    {
        var (world, code) = (steps.World, steps.Code);
        var kept = Gives == Kind.Pte ? said.Into : world.OfThreadOnce(code, "read");
        if (kept is null)
        {
            base.Emit(steps, said);   // nobody keeps what it read
            return;
        }
        var page = steps.PageOfArgument(said.Arguments[0]);
        var name = world.Pages[page].Name;
        var values = said.Values(1);
        EmitRead(world, code, page, kept);
        code.Then(next => new($"{code.Thread} {Name}({name})", c =>
        {
            var (before, read) = (c[world.Ptes[page]].Pte, c[kept].Pte);
            world.Install(c, page, Made(world, c, read, values));
            Pte? answer = Gives == Kind.Pte ? read : null;
            c.Tell?.Invoke(Written(name, said.Spelt(name), read, before, c[world.Ptes[page]].Pte, answer));
            return new(Outcome.Done, next);
        }, next) { Uses = [.. values.SelectMany(v => v.Uses), kept], NeverBlocks = true });
    }

    private void EmitRead(World world, Code code, int page, Field kept) =>
        code.Then(next => new($"{code.Thread} reads {world.Pages[page].Name} for {Name}", c =>
        {
            c[kept] = c[world.Ptes[page]];
            c.Tell?.Invoke(new PteReadEvent(By.Kernel, Name, world.Pages[page].Name, c[kept].Pte));
            return new(Outcome.Done, next);
        }, next) { Defines = [kept], NeverBlocks = true });

    protected override Event Told(WordSteps steps, Context c, int page, string call)
    {
        var before = c[steps.World.Ptes[page]].Pte;
        return Written(steps.World.Pages[page].Name, call, before, before, before, null) with
        {
            IsBuffered = Is(WordTraits.StoresPlainly) && steps.Order.DefersPlain(steps.Thread),
        };
    }

    protected override Event Done(Event told, Pte before, Pte after, Cell answer) => told is PteWriteEvent e
        ? e with { After = after, Answer = Gives == Kind.Pte ? answer.Pte : null }
        : told;

    private PteWriteEvent Written(string page, string call, Pte seen, Pte before, Pte after, Pte? answer) =>
        new(By.Kernel, Name, page, seen, before, after) { Call = call, Answer = answer };
}
