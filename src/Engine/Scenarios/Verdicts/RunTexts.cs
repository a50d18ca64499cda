using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What a run says of its scenario's text and things.</summary>
internal sealed class RunTexts(World world)
{
    private RowText Text => world.Text;

    private Scenario Scenario => world.Text.Scenario;

    /// <summary>Lines of statements that the row leaves out.</summary>
    public IReadOnlyList<int> Dead
    {
        get
        {
            var all = Scenario.Threads.Select(t => t.Body).Concat(Scenario.MkWrite is { } h ? [h.Body] : []);
            var live = Text.Threads.Select(t => t.Body).Concat(Text.MkWrite is { } m ? [m.Body] : []);
            return [.. Lines(all).Except(Lines(live)).Order()];
        }
    }

    public IReadOnlyList<RunActor> Actors => [.. Text.Threads.Select(Actor)];

    public IReadOnlyList<RunPage> Pages => [.. world.Pages.Select((page, n) => new RunPage(page.Name, Scenario.Frames[page.Frame],
        world.Pages.Take(n).FirstOrDefault(p => p.Frame == page.Frame)?.Name, page.Table, world.Locks.Ptl(n).Name))];

    public IReadOnlyList<RunLock> Locks => [.. world.Locks.All.Select(l => l.Name).Select(name => new RunLock(name, KindOf(name),
        [.. world.Pages.Where((_, n) => world.Locks.Ptl(n).Name == name).Select(p => p.Name)]))];

    // An if is gone from a row that decides it, and yet it isn't what is left out: its branches are.
    private static IEnumerable<int> Lines(IEnumerable<Block> texts) =>
        texts.SelectMany(Texts.Statements).Where(s => s is not IfStatement).Select(s => s.At.Line);

    private RunActor Actor(RowThread thread, int number)
    {
        var from = Scenario.Threads[number].At.Line;
        var leader = Text.Threads.FirstOrDefault(t => t.Name != thread.Name && Texts.Spell(t.Body) == Texts.Spell(thread.Body));
        var isLater = leader is not null && Text.Threads.Take(number).Contains(leader);
        return new(thread.Name, KindOf(thread), thread.HasTlb ? [.. world.Pages.Select(p => p.Name)] : [], from,
            Lines([Scenario.Threads[number].Body]).Append(from).Max(), isLater ? leader?.Name : null);
    }

    private static ActorKind KindOf(RowThread thread)
    {
        if (thread.HasTlb)
            return ActorKind.Core;
        var steps = Texts.Calls(thread.Body).Where(c => Vocabulary.Find(c.Word.Text) is { IsPure: false }).ToList();
        return steps.Count > 0 && steps.All(c => Texts.Is(c, WordTraits.WritesFrame)) ? ActorKind.Device : ActorKind.Kernel;
    }

    private static LockKind KindOf(string name) => name switch
    {
        LockName.Mmap => LockKind.Mmap,
        LockName.AddressSpace => LockKind.AddressSpace,
        _ when name.StartsWith("ptl(", StringComparison.Ordinal) => LockKind.Ptl,
        _ => LockKind.Named,
    };
}
