using System.Numerics;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class PassMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("commits what the test read", () => new CommitsWhatTheTestRead()),
        ("start leaves the entry", () => new OtherWorld((t, m, x, p) => new StartLeaves(t, m, x, p))),
        ("pass records nothing", () => new OtherWorld((t, m, x, p) =>
            new Forgets(t, m, x, p, By.Pass, (_, _) => true))),
        ("pass forgets to record the last page",
            () => new OtherWorld((t, m, x, p) => new Forgets(t, m, x, p, By.Pass, (page, last) => page == last))),
        ("pass takes no lock", () => new OtherLocks(world => new Unlocked(world, (by, _) => by == By.Pass))),
        ("pass flushes one page too few", () => new OtherFlushes(world =>
            new Trimmed(world, pages => pages & ~Highest(pages)))),
        ("pass flushes the first page alone", () => new OtherFlushes(world =>
            new Trimmed(world, pages => pages & ~pages + 1))),
        ("pass flushes before the walk", () => new FlushesFirst()),
        ("pass never flushes", () => new NeverFlushes()),
        ("nested pass flushes what it touched", () => new AsksNobody()),
    ];

    private static ulong Highest(ulong pages) => pages == 0 ? 0 : 1UL << (63 - BitOperations.LeadingZeroCount(pages));

    private sealed class StartLeaves(RowText text, ArchitectureModel model, Machine machine, Parts parts)
        : World(text, model, machine, parts)
    {
        public override Pte Start(Context c, int page) => c[Ptes[page]].Pte;
    }

    // What start took is forgotten: what the test read stands for it.
    private sealed class CommitsWhatTheTestRead : StandardParts
    {
        private readonly List<Field> _read = [];

        public override ArchitectureModel Model(ArchitectureModel model) => new Remembers(model, _read);

        public override World World(RowText text, ArchitectureModel model, Machine machine) =>
            new Gives(text, model, machine, this, _read);

        private sealed class Remembers(ArchitectureModel model, List<Field> read) : ModelDecorator(model)
        {
            public override bool PassEntry(bool clean, ref ExploredEntry entry)
            {
                if (entry.Done == 0)
                    entry.Context[read[entry.Page]] = entry.Context[entry.World.Ptes[entry.Page]];
                return base.PassEntry(clean, ref entry);
            }
        }

        private sealed class Gives : World
        {
            private readonly List<Field> _read;

            public Gives(RowText text, ArchitectureModel model, Machine machine, Parts parts, List<Field> read)
                : base(text, model, machine, parts)
            {
                _read = read;
                _read.AddRange(Pages.Select(p => machine.Add($"{p.Name} as tested")));
            }

            public override Pte Start(Context c, int page)
            {
                _ = base.Start(c, page);
                return c[_read[page]].Pte;
            }
        }
    }

    private sealed class Trimmed(World world, Func<ulong, ulong> trim) : Flushes(world)
    {
        public override void Issue(Context c, int sender, ulong pages, By by) =>
            base.Issue(c, sender, by == By.Pass ? trim(pages) : pages, by);
    }

    private sealed class FlushesFirst : StandardParts
    {
        public override PassStep After(PassStep step, FlushDiscipline discipline, bool asMerged) => step switch
        {
            PassStep.Begin => PassStep.FlushOwed,
            PassStep.FlushOwed => PassStep.Tables,
            PassStep.Tables => PassStep.End,
            _ => PassStep.Over,
        };

        public override PassStage After(PassStage stage, FlushDiscipline discipline, bool owes, bool more) =>
            base.After(stage, FlushDiscipline.None, owes, more);
    }

    private sealed class NeverFlushes : StandardParts
    {
        public override PassStep After(PassStep step, FlushDiscipline discipline, bool asMerged) =>
            base.After(step, FlushDiscipline.None, asMerged);

        public override PassStage After(PassStage stage, FlushDiscipline discipline, bool owes, bool more) =>
            base.After(stage, FlushDiscipline.None, owes, more);
    }

    private sealed class AsksNobody : StandardParts
    {
        public override PassStep After(PassStep step, FlushDiscipline discipline, bool asMerged) =>
            base.After(step, discipline, asMerged: false);
    }
}

/// <summary>A machine with another world.</summary>
internal sealed class OtherWorld(Func<RowText, ArchitectureModel, Machine, Parts, World> made) : StandardParts
{
    public override World World(RowText text, ArchitectureModel model, Machine machine) =>
        made(text, model, machine, this);
}

/// <summary>A machine with other locks.</summary>
internal sealed class OtherLocks(Func<World, Locks> made) : StandardParts
{
    public override Locks Locks(World world) => made(world);
}

/// <summary>A machine with other flushes.</summary>
internal sealed class OtherFlushes(Func<World, Flushes> made) : StandardParts
{
    public override Flushes Flushes(World world) => made(world);
}

/// <summary>Nobody waits for some of the locks that the engine takes.</summary>
internal sealed class Unlocked(World world, Func<By, bool, bool> isMeant) : Locks(world)
{
    public override bool TryTake(Context c, Field held, By by, string named) => IsMeant(held, by)
        || base.TryTake(c, held, by, named);

    public override void Release(Context c, Field held, By by, string named)
    {
        if (!IsMeant(held, by))
            base.Release(c, held, by, named);
    }

    private bool IsMeant(Field held, By by) => isMeant(by, held == AddressSpace);
}

/// <summary>Some records aren't made.</summary>
internal sealed class Forgets(RowText text, ArchitectureModel model, Machine machine, Parts parts, By who,
    Func<int, int, bool> isForgotten)
    : World(text, model, machine, parts)
{
    public override void Record(Context c, int page, By by)
    {
        if (by != who || !isForgotten(page, Pages.Count - 1))
            base.Record(c, page, by);
    }
}
