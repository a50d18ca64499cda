using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class FlushMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("flush forgets one core", () => new OtherFlushes(world => new ForgetsOneCore(world))),
        ("flush forgets the own core", () => new OtherFlushes(world => new ForgetsTheOwnCore(world))),
        ("flush does not wait", () => new OtherFlushes(world => new DoesNotWait(world))),
        ("acknowledgement drops nothing", () => new OtherFlushes(world => new Answers(world, (_, _) => true))),
        ("acknowledgement drops one page", () => new OtherFlushes(world =>
            new Answers(world, (page, pages) => (pages & ~pages + 1) != 1UL << page))),
        ("load keeps the core off", () => new OtherFlushes(world => new Switches(world, isLoadLost: true))),
        ("a change queues no flush", () => new OtherModel(model => new QueuesNothing(model))),
        ("unload keeps translations", () => new OtherFlushes(world => new Switches(world, isLoadLost: false))),
    ];

    private static Cell[] Translations(Flushes flushes, World world, Context c, int thread) =>
        [.. Enumerable.Range(0, world.Pages.Count).Select(page => flushes.Cached(c, thread, page))];

    private static void Restore(Flushes flushes, Context c, int thread, Cell[] kept, Func<int, bool> isKept)
    {
        for (var page = 0; page < kept.Length; page++)
            if (isKept(page))
                flushes.Fill(c, thread, page, kept[page].Pte);
    }

    private sealed class QueuesNothing(ArchitectureModel model) : ModelDecorator(model)
    {
        public override FlushReach Reach =>
            base.Reach == FlushReach.BeforeUnlock ? FlushReach.Interrupt : base.Reach;
    }

    private sealed class ForgetsOneCore(World world) : Flushes(world)
    {
        public override void Issue(Context c, int sender, ulong pages, By by)
        {
            var asked = Enumerable.Range(0, World.Text.Threads.Count).Select(receiver => Asked(receiver, sender))
                .OfType<Field>().FirstOrDefault();
            var before = asked is null ? default : c[asked];
            base.Issue(c, sender, pages, by);
            if (asked is not null)
                c[asked] = before;
        }
    }

    private sealed class ForgetsTheOwnCore(World world) : Flushes(world)
    {
        public override void Issue(Context c, int sender, ulong pages, By by)
        {
            var kept = Translations(this, World, c, sender);
            base.Issue(c, sender, pages, by);
            Restore(this, c, sender, kept, _ => true);
        }
    }

    private sealed class DoesNotWait(World world) : Flushes(world)
    {
        public override bool TryComplete(Context c, int sender)
        {
            var asked = Enumerable.Range(0, World.Text.Threads.Count).Select(receiver => Asked(receiver, sender))
                .OfType<Field>().ToList();
            var before = asked.Select(field => c[field]).ToList();
            asked.ForEach(field => c[field] = 0);
            var done = base.TryComplete(c, sender);
            foreach (var (field, value) in asked.Zip(before))
                c[field] = value;
            return done;
        }
    }

    // What it should have dropped, but for some, stays.
    private sealed class Answers(World world, Func<int, ulong, bool> keeps) : Flushes(world)
    {
        public override bool TryAnswer(Context c, int receiver, int sender)
        {
            var pages = Asked(receiver, sender) is { } asked ? c[asked].Bits : 0;
            var kept = Translations(this, World, c, receiver);
            var answered = base.TryAnswer(c, receiver, sender);
            if (answered)
                Restore(this, c, receiver, kept, page => keeps(page, pages));
            return answered;
        }
    }

    private sealed class Switches(World world, bool isLoadLost) : Flushes(world)
    {
        public override void Load(Context c, int thread, bool loads)
        {
            if (isLoadLost && loads)
                return;
            var kept = Translations(this, World, c, thread);
            base.Load(c, thread, loads);
            if (!isLoadLost)
                Restore(this, c, thread, kept, _ => true);
        }
    }
}
