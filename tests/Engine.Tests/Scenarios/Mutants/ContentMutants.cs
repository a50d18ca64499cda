using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class ContentMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("act clears no record", () => new OtherWorld((t, m, x, p) => new ClearsNothing(t, m, x, p))),
        ("act takes nothing", () => new OtherWorld((t, m, x, p) => new TakesNothing(t, m, x, p))),
        ("set page dirty does nothing", () => new OtherWorld((t, m, x, p) => new SetsNothing(t, m, x, p))),
        ("write frame reaches nothing", () => new OtherContents(world => new WritesNothing(world))),
        ("write frame forgets whose content", () => new OtherContents(world => new WritesForAnyone(world))),
        ("allocator gives the first frame alone", () => new OtherContents(world => new GivesTheFirst(world))),
        ("storage key is not set", () => new OtherContents(world => new SetsNoKey(world))),
        ("bug on asks nothing", () => new OtherWorld((t, m, x, p) => new SeesNoBug(t, m, x, p))),
    ];

    private sealed class OtherContents(Func<World, Contents> made) : StandardParts
    {
        public override Contents Contents(World world) => made(world);
    }

    private sealed class ClearsNothing(RowText text, ArchitectureModel model, Machine machine, Parts parts)
        : World(text, model, machine, parts)
    {
        protected override void ClearRecords(Context c)
        {
        }
    }

    private sealed class TakesNothing(RowText text, ArchitectureModel model, Machine machine, Parts parts)
        : World(text, model, machine, parts)
    {
        public override void Act(Context c, int page)
        {
        }
    }

    private sealed class SetsNothing(RowText text, ArchitectureModel model, Machine machine, Parts parts)
        : World(text, model, machine, parts)
    {
        public override void SetPageDirty(Context c, int page)
        {
        }
    }

    private sealed class SeesNoBug(RowText text, ArchitectureModel model, Machine machine, Parts parts)
        : World(text, model, machine, parts)
    {
        public override void Violate(Context c, Property property)
        {
            if (property != Property.NoBug)
                base.Violate(c, property);
        }
    }

    private sealed class WritesNothing(World world) : Contents(world)
    {
        public override void Write(Context c, int frame, int page)
        {
        }
    }

    private sealed class WritesForAnyone(World world) : Contents(world)
    {
        public override void Write(Context c, int frame, int page) => base.Write(c, frame, -1);
    }

    private sealed class GivesTheFirst(World world) : Contents(world)
    {
        public override bool TryAllocate(Context c, int frame) =>
            !Enumerable.Range(0, frame).Any(f => IsFree(c, f)) && base.TryAllocate(c, frame);
    }

    private sealed class SetsNoKey(World world) : Contents(world)
    {
        protected override void SetKey(Context c, int frame)
        {
        }
    }
}
