using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Tests.Scenarios.Mutants;

internal static class FaultMutants
{
    public static IReadOnlyList<(string, Func<Parts>)> All { get; } =
    [
        ("fault keeps the own entry", () => new OtherFlushes(world => new KeepsFor(world, TlbCause.Fault))),
        ("fault decides by what the walk saw", () => new DecidesByTheWalk()),
        ("fault takes no lock", () => new OtherLocks(world => new Unlocked(world, (by, _) => by == By.Handler))),
        ("make writable takes no lock", () => new OtherLocks(world =>
            new Unlocked(world, (by, isDriver) => by == By.MkWrite && !isDriver))),
        ("make writable does not look again", () => new OtherModel(model => new DoesNotLookAgain(model))),
        ("make writable keeps the own entry", () => new OtherFlushes(world => new KeepsFor(world, TlbCause.MkWrite))),
        ("mkwrite takes no lock", () => new OtherLocks(world =>
            new Unlocked(world, (by, isDriver) => by == By.MkWrite && isDriver))),
        ("mkwrite records nothing", () => new OtherWorld((t, m, x, p) =>
            new Forgets(t, m, x, p, By.MkWrite, (_, _) => true))),
        ("mkwrite records at its end", () => new OtherFaultOrder(step => step switch
        {
            FaultStep.LockDriver => FaultStep.LockAgain,
            FaultStep.MakeWritable => FaultStep.Record,
            FaultStep.Record => FaultStep.UnlockDriver,
            _ => null,
        })),
        ("mkwrite unlocks too early", () => new OtherFaultOrder(step => step switch
        {
            FaultStep.Record => FaultStep.UnlockDriver,
            FaultStep.UnlockDriver => FaultStep.LockAgain,
            FaultStep.MakeWritable => FaultStep.Again,
            _ => null,
        })),
        ("fault leaves the entry as it was", () => new OtherModel(model => new LeavesTheEntry(model))),
    ];

    private sealed class OtherFaultOrder(Func<FaultStep, FaultStep?> order) : StandardParts
    {
        public override FaultStep After(FaultStep step, FaultDecision decision) => order(step)
            ?? base.After(step, decision);
    }

    // A core's own translation survives what should drop it.
    private sealed class KeepsFor(World world, TlbCause spared) : Flushes(world)
    {
        public override void Drop(Context c, int thread, ulong pages, TlbCause cause)
        {
            if (cause != spared)
                base.Drop(c, thread, pages, cause);
        }
    }

    private sealed class DoesNotLookAgain(ArchitectureModel model) : ModelDecorator(model)
    {
        public override bool MakeWritable(ref ExploredSlot slot, Pte? seen) => base.MakeWritable(ref slot, null);
    }

    private sealed class LeavesTheEntry(ArchitectureModel model) : ModelDecorator(model)
    {
        public override FaultDecision Decide(ref ExploredSlot slot, Access access, out Pte seen)
        {
            var before = slot.Read();
            var decision = base.Decide(ref slot, access, out seen);
            if (decision is FaultDecision.SetDirty or FaultDecision.SetYoung)
                slot.Write(before);
            return decision;
        }
    }

    // What the walk read is stored again before the fault decides.
    private sealed class DecidesByTheWalk : StandardParts
    {
        private readonly Dictionary<int, Field> _saw = [];

        public override ArchitectureModel Model(ArchitectureModel model) => new Remembers(model, _saw);

        public override World World(RowText text, ArchitectureModel model, Machine machine)
        {
            var world = base.World(text, model, machine);
            for (var thread = 0; thread < text.Threads.Count; thread++)
                _saw.Add(thread, world.OfThread(thread, "walk saw", 3));
            return world;
        }

        private sealed class Remembers(ArchitectureModel model, Dictionary<int, Field> saw) : ModelDecorator(model)
        {
            public override bool Walk(ref ExploredSlot slot, Access access, out Pte found)
            {
                var before = slot.Read();
                var fills = base.Walk(ref slot, access, out found);
                if (!fills)
                    slot.Context[saw[slot.Thread]] = before;
                return fills;
            }

            public override FaultDecision Decide(ref ExploredSlot slot, Access access, out Pte seen)
            {
                if (slot.Context[saw[slot.Thread]] is { IsTrue: true } old)
                    slot.World.Write(slot.Context, slot.Page, old.Pte);
                slot.Context[saw[slot.Thread]] = default;
                return base.Decide(ref slot, access, out seen);
            }
        }
    }
}
