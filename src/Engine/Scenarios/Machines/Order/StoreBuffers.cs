using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines.Order;

/// <summary>Stores that a core has made and others don't see yet, first in, first out. Plain stores of kernel code where a scenario
/// allows it: the core's own loads get ahead of them, as on x86 (Intel SDM vol. 3A, 9.2.3); locked operations and barriers wait for
/// them. And stores of user code where hardware completes an invalidation before they have landed: one for each core.</summary>
internal class StoreBuffers : MemoryOrder
{
    private const int Room = 3, NumberShift = 3, FrameShift = 16, InvalidatedBit = 40;
    private const ulong Nothing = 0, Variable = 1, Entry = 2, Data = 3, Release = 4, Kinds = 7;
    private readonly List<Field> _vars;

    // By thread, the oldest first: what kind of store to what; its value.
    private readonly Field[][] _what, _value;

    public StoreBuffers(World world) : base(world)
    {
        _vars = [.. world.Vars.Values];
        _what = [.. world.Text.Threads.Select((t, n) => Slots(n, RoomOf(world, t), "buffered", 4))];
        _value = [.. world.Text.Threads.Select((t, n) =>
            Slots(n, RoomOf(world, t) == Room ? Room : 0, "buffered value", 3))];
        world.Machine.Owed.AddRange(_what.SelectMany(w => w.Take(1)));
        world.Machine.Landing.AddRange(_what.SelectMany(w => w.Take(1)));
    }

    /// <summary>Whether some core of a machine has one.</summary>
    public static bool IsNeeded(World world) => world.Text.Threads.Any(t => RoomOf(world, t) > 0);

    public override IEnumerable<int> Cores => Enumerable.Range(0, _what.Length).Where(t => _what[t].Length > 0);

    public override bool HasLanded(Context c, int thread) =>
        _what[thread].Length == 0 || c[_what[thread][0]].Bits == Nothing;

    public override bool DefersPlain(int thread) => _value[thread].Length > 0;

    public override bool DefersData(int thread) => _what[thread].Length > 0 && World.Model.CompletesEarly;

    public override void Fence(Code code) => Wait(code, "waits for its store buffer", c => HasLanded(c, code.Number));

    public override void AwaitRoom(Code code) =>
        Wait(code, "waits for room in its store buffer", c => c[_what[code.Number][^1]].Bits == Nothing);

    public override void Store(Context c, int thread, Field variable, Cell value)
    {
        if (DefersPlain(thread))
            Put(c, thread, Variable | (ulong)_vars.IndexOf(variable) << NumberShift, value);
        else
            base.Store(c, thread, variable, value);
    }

    public override void StoreEntry(Context c, int thread, int page, Cell pte)
    {
        if (DefersPlain(thread))
            Put(c, thread, Entry | (ulong)page << NumberShift, pte);
        else
            base.StoreEntry(c, thread, page, pte);
    }

    public override void StoreRelease(Context c, int thread, string lockName) =>
        Put(c, thread, Release | (ulong)World.Locks.NumberOf(lockName) << NumberShift, default);

    public override bool TryStore(Context c, int thread, int page, int frame)
    {
        if (!HasLanded(c, thread))
        {
            c.Tell?.Invoke(new WaitEvent { Condition = "its earlier store is under way" });
            return false;
        }
        if (!DefersData(thread))
            return base.TryStore(c, thread, page, frame);
        c[_what[thread][0]] = Data | (ulong)page << NumberShift | (ulong)frame << FrameShift;
        return true;
    }

    public override Cell Seen(Context c, int thread, Field variable) =>
        Latest(c, thread, Variable | (ulong)_vars.IndexOf(variable) << NumberShift) ?? c[variable];

    public override Cell SeenEntry(Context c, int thread, int page) =>
        Latest(c, thread, Entry | (ulong)page << NumberShift) ?? c[World.Ptes[page]];

    // The first invalidation doesn't wait for the store that is under way, a second does.
    public override bool TryInvalidate(Context c, int thread, ulong pages)
    {
        if (_what[thread].Length == 0 || c[_what[thread][0]].Bits is var what && !IsData(what, pages))
            return true;
        if (IsInvalidated(what))
        {
            c.Tell?.Invoke(new WaitEvent { Condition = $"a store of {World.Text.Threads[thread].Name} is under way" });
            return false;
        }
        c[_what[thread][0]] = what | 1UL << InvalidatedBit;
        return true;
    }

    public override bool TryDrain(Context c, int thread)
    {
        if (HasLanded(c, thread))
            return false;
        var next = NextToLand(c, thread);
        var what = c[_what[thread][next]].Bits;
        var value = _value[thread].Length > 0 ? c[_value[thread][next]] : default;
        c.Tell?.Invoke(Told(c, what, value) with { Actor = World.Text.Threads[thread].Name });
        Land(c, what, value);
        for (var slot = next; slot < _what[thread].Length; slot++)
            Move(c, thread, slot);
        return true;
    }

    public override IReadOnlyList<PendingStore> Pending(Cell[] state, int thread) =>
        [.. _what[thread].Select(w => state[w.Index].Bits).Where(what => what != Nothing).Select(Named)];

    /// <summary>The slot of the store that lands next: the oldest.</summary>
    protected virtual int NextToLand(Context c, int thread) => 0;

    /// <summary>Whether a slot holds a store.</summary>
    protected bool IsTaken(Context c, int thread, int slot) =>
        slot < _what[thread].Length && c[_what[thread][slot]].Bits != Nothing;

    private static int RoomOf(World world, RowThread thread) =>
        thread.StoresPlainly && world.Text.Scenario.AllowsStoreBuffers ? Room
        : thread.Stores && world.Model.CompletesEarly ? 1 : 0;

    private Field[] Slots(int thread, int count, string name, int roomy) =>
        [.. Enumerable.Range(0, count).Select(slot => World.OfThread(thread, $"{name}{slot}", roomy))];

    private PendingStore Named(ulong what) => (what & Kinds) switch
    {
        Variable => new(StoreKind.Variable, _vars[NumberOf(what)].Name),
        Entry => new(StoreKind.Entry, World.Pages[NumberOf(what)].Name),
        Release => new(StoreKind.Release, World.Locks.All[NumberOf(what)].Name),
        _ => new(StoreKind.Data, World.Pages[NumberOf(what)].Name),
    };

    private void Wait(Code code, string said, Func<Context, bool> isOver)
    {
        if (_what[code.Number].Length > 0)
            code.Then(next => new($"{code.Thread} {said}", c =>
            {
                if (isOver(c))
                    return new(Outcome.Looked, next);
                c.Tell?.Invoke(new WaitEvent { Condition = "its store buffer" });
                return Went.Blocked;
            }, next));
    }

    private void Put(Context c, int thread, ulong what, Cell stored)
    {
        var slot = Array.FindIndex(_what[thread], w => c[w].Bits == Nothing);
        (c[_what[thread][slot]], c[_value[thread][slot]]) = (what, stored);
    }

    private Cell? Latest(Context c, int thread, ulong what)
    {
        for (var slot = _value[thread].Length - 1; slot >= 0; slot--)
            if (c[_what[thread][slot]].Bits == what)
                return c[_value[thread][slot]];
        return null;
    }

    private Event Told(Context c, ulong what, Cell value)
    {
        var named = Named(what);
        return named.Kind switch
        {
            StoreKind.Variable => new BufferEvent(BufferedKind.Variable, named.Name) { Value = (long)value.Bits },
            StoreKind.Entry => new BufferEvent(BufferedKind.Entry, named.Name)
            {
                Before = c[World.Ptes[NumberOf(what)]].Pte,
                After = value.Pte,
            },
            StoreKind.Release => new BufferEvent(BufferedKind.Release, named.Name),
            _ => new AccessEvent(AccessOp.Store, named.Name, AccessOutcome.Landed)
            {
                Frame = World.Text.Scenario.Frames[FrameOf(what)],
                FrameWasTaken = World.Contents.WasTaken(c, NumberOf(what), FrameOf(what)),
                AfterInvalidation = IsInvalidated(what),
            },
        };
    }

    private void Land(Context c, ulong what, Cell value)
    {
        var number = NumberOf(what);
        switch (what & Kinds)
        {
            case Variable: c[_vars[number]] = value; break;
            case Entry: World.Install(c, number, value); break;
            case Release: c[World.Locks.All[number].Field] = 0; break;
            default: World.Contents.Reach(c, number, FrameOf(what), isStore: true); break;
        }
    }

    private void Move(Context c, int thread, int slot)
    {
        var last = slot == _what[thread].Length - 1;
        c[_what[thread][slot]] = last ? Nothing : c[_what[thread][slot + 1]];
        if (_value[thread].Length > 0)
            c[_value[thread][slot]] = last ? default : c[_value[thread][slot + 1]];
    }

    private static bool IsData(ulong what, ulong pages) => (what & Kinds) == Data && (pages >> NumberOf(what) & 1) != 0;

    private static int NumberOf(ulong what) => (int)(what >> NumberShift & 0x1fff);

    private static int FrameOf(ulong what) => (int)(what >> FrameShift & 0xffff);

    private static bool IsInvalidated(ulong what) => (what >> InvalidatedBit & 1) != 0;
}
