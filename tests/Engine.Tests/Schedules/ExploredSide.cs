using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Machines.Words;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A machine in a state, and what was counted on the way there by the events that its steps told.</summary>
internal sealed class ExploredSide(SmallScenario scenario, World world, Cell[] start) : IObserved
{
    private readonly ulong[] _issued = new ulong[scenario.Threads.Count], _answered = new ulong[scenario.Threads.Count];
    private readonly ulong[] _changed = new ulong[scenario.Threads.Count];
    private readonly Dictionary<string, int> _holders = [];
    private readonly Field?[] _locks =
        [.. Enumerable.Range(0, RealMachine.Locks.Count).Select(held => LockOf(scenario, world, held))];

    /// <summary>The state.</summary>
    public Cell[] State { get; private set; } = start;

    public int? PassesUnderWay => PassCompiler.CountsPasses(world) ? (int)State[world.Pending.Index].Bits : null;

    /// <summary>Goes on to the state after a step.</summary>
    public void Take(TraceStep step)
    {
        State = step.After;
        foreach (var told in step.Told)
            Count((Event)told);
    }

    public Pte Entry(int page) => State[world.Ptes[page].Index].Pte;

    public Pte Cached(int thread, int page) =>
        world.Flushes.Tlb(thread, page) is { } tlb ? State[tlb.Index].Pte : default;

    public bool IsRecorded(int frame) => State[world.Records[frame].Index].IsTrue;

    public int Holder(int heldLock) => _locks[heldLock] is not { } held || !State[held.Index].IsTrue
        ? -1
        : _holders.GetValueOrDefault(held.Name, -2);

    public ulong Owed(int receiver, int sender) =>
        world.Flushes.Asked(receiver, sender) is { } asked ? State[asked.Index].Bits : 0;

    public ulong Issued(int thread) => _issued[thread];

    public ulong Answered(int thread) => _answered[thread];

    public ulong Changed(int thread) => _changed[thread];

    public bool IsOver(int thread)
    {
        var place = (int)State[world.Machine.Pc[thread].Index].Bits;
        return world.Machine.Nodes[thread][place] is { Steps.Count: 0, MayEnd: true };
    }

    private void Count(Event told)
    {
        var actor = scenario.Threads.TakeWhile(t => t.Name != told.Actor).Count();
        switch (told)
        {
            case FlushEvent { Op: FlushOp.Issue }:
                _issued[actor]++;
                _answered[actor] += scenario.Threads[actor].HasTlb ? 1UL : 0;
                break;
            case FlushEvent { Op: FlushOp.Answer }: _answered[actor]++; break;
            case PteWriteEvent { By: By.Pass, Word: "commit" }: _changed[actor]++; break;
            case LockEvent { Takes: true } e: _holders[FieldOf(e.Lock)] = actor; break;
            case LockEvent e: _ = _holders.Remove(FieldOf(e.Lock)); break;
        }
    }

    // Statements name a lock as it is said, the engine's own steps as the field.
    private string FieldOf(string lockName) =>
        world.Locks.All.First(l => l.Name == lockName || l.Field.Name == lockName).Field.Name;

    private static Field? LockOf(SmallScenario scenario, World world, int held) =>
        held == RealMachine.DriverLock ? world.Locks.AddressSpace
        : FirstPageOf(scenario, held) is >= 0 and var first ? world.Locks.Ptl(first)
        : null;

    private static int FirstPageOf(SmallScenario scenario, int table) =>
        Enumerable.Range(0, scenario.Pages).FirstOrDefault(page => scenario.TableOf(page) == table, -1);
}
