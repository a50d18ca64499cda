using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Stores that a core has made and others don't see yet, first in, first out. Plain stores of kernel code where a scenario
/// allows it: the core's own loads get ahead of them, as on x86 (Intel SDM vol. 3A, 9.2.3); locked operations and barriers wait for
/// them. And stores of user code where hardware completes an invalidation before they have landed: one for each core.</summary>
internal sealed class StoreBuffers
{
    private const int Room = 3, NumberShift = 3, FrameShift = 16, InvalidatedBit = 40;
    private const ulong Nothing = 0, Variable = 1, Entry = 2, Data = 3, Unlock = 4, Kinds = 7;
    private readonly World _world;
    private readonly List<Field> _vars;

    // By thread, the oldest first: what kind of store to what; its value.
    private readonly Field[][] _what, _value;

    public StoreBuffers(World world)
    {
        (_world, _vars) = (world, [.. world.Vars.Values]);
        var threads = world.Text.Threads;
        int RoomOf(RowThread t) => t.StoresPlainly && world.Text.Scenario.AllowsStoreBuffers ? Room : t.Stores && world.Model.CompletesEarly ? 1 : 0;
        _what = [.. threads.Select((t, n) => Enumerable.Range(0, RoomOf(t)).Select(slot => world.OfThread(n, $"buffered{slot}", 4)).ToArray())];
        _value = [.. threads.Select((t, n) => Enumerable.Range(0, RoomOf(t) == Room ? Room : 0).Select(slot => world.OfThread(n, $"buffered value{slot}", 3)).ToArray())];
        world.Machine.Owed.AddRange(_what.SelectMany(w => w.Take(1)));
        world.Machine.Landing.AddRange(_what.SelectMany(w => w.Take(1)));
    }

    /// <summary>The cores that have one.</summary>
    public IEnumerable<int> Threads => Enumerable.Range(0, _what.Length).Where(t => _what[t].Length > 0);

    /// <summary>Whether nothing of a core is under way.</summary>
    public bool IsEmpty(Context c, int thread) => _what[thread].Length == 0 || c[_what[thread][0]].Bits == Nothing;

    /// <summary>Whether kernel code's plain stores are buffered on a core.</summary>
    public bool TakesPlain(int thread) => _value[thread].Length > 0;

    /// <summary>Emits the wait for a core's own stores, where there can be some.</summary>
    public void Fence(Code code) => Wait(code, "waits for its store buffer", c => IsEmpty(c, code.Number) || (TakesPlain(code.Number) && _world.Has(Defect.BarrierDoesNotWait)));

    /// <summary>Emits the wait for a place for one more plain store.</summary>
    public void AwaitRoom(Code code) => Wait(code, "waits for room in its store buffer", c => c[_what[code.Number][^1]].Bits == Nothing);

    /// <summary>Buffers a variable's new value.</summary>
    public void PutVariable(Context c, int thread, Field variable, Cell value) => Put(c, thread, Variable | (ulong)_vars.IndexOf(variable) << NumberShift, value);

    /// <summary>Buffers an entry.</summary>
    public void PutEntry(Context c, int thread, int page, Cell pte) => Put(c, thread, Entry | (ulong)page << NumberShift, pte);

    /// <summary>Buffers the release of a lock.</summary>
    public void PutUnlock(Context c, int thread, int number) => Put(c, thread, Unlock | (ulong)number << NumberShift, default);

    /// <summary>A store of user code: it reaches its frame at once, or is buffered.</summary>
    /// <returns>False: an earlier one is still under way.</returns>
    public bool TryStore(Context c, int thread, int page, int frame)
    {
        if (!IsEmpty(c, thread))
            return false;
        if (_what[thread].Length > 0 && _world.Model.CompletesEarly)
            c[_what[thread][0]] = Data | (ulong)page << NumberShift | (ulong)frame << FrameShift;
        else
            _world.Contents.Reach(c, page, frame, isStore: true);
        return true;
    }

    /// <summary>A variable as a core sees it: its own latest store first.</summary>
    public Cell Seen(Context c, int thread, Field variable) => Latest(c, thread, Variable | (ulong)_vars.IndexOf(variable) << NumberShift) ?? c[variable];

    /// <summary>An entry as kernel code on a core sees it.</summary>
    public Cell SeenEntry(Context c, int thread, int page) => Latest(c, thread, Entry | (ulong)page << NumberShift) ?? c[_world.Ptes[page]];

    /// <summary>An invalidation meets the store that a core has under way: the first doesn't wait for it, a second does.</summary>
    /// <returns>False: it has to wait.</returns>
    public bool TryInvalidate(Context c, int thread, ulong pages)
    {
        if (_what[thread].Length == 0 || c[_what[thread][0]].Bits is var what && ((what & Kinds) != Data || (pages >> NumberOf(what) & 1) == 0))
            return true;
        if (IsInvalidated(what) || _world.Has(Defect.InvalidationWaitsForStores))
            return false;
        c[_what[thread][0]] = what | 1UL << InvalidatedBit;
        return true;
    }

    /// <summary>The oldest store that a core has under way becomes visible.</summary>
    /// <returns>False: there is none.</returns>
    public bool TryDrain(Context c, int thread)
    {
        if (IsEmpty(c, thread))
            return false;
        var oldest = _world.Has(Defect.StoreBufferIsUnordered) && _what[thread].Length > 1 && c[_what[thread][1]].Bits != Nothing ? 1 : 0;
        Land(c, _world.Text.Threads[thread].Name, c[_what[thread][oldest]].Bits, _value[thread].Length > 0 ? c[_value[thread][oldest]] : default);
        for (var slot = oldest; slot < _what[thread].Length; slot++)
            Move(c, thread, slot);
        return true;
    }

    /// <summary>What a core has under way in a state, in words.</summary>
    public IEnumerable<string> Said(Cell[] state, int thread) => _what[thread].Select(w => state[w.Index].Bits).Where(what => what != Nothing).Select(what => (what & Kinds) switch
    {
        Variable => _vars[NumberOf(what)].Name,
        Entry => $"pte {_world.Pages[NumberOf(what)].Name}",
        Unlock => $"release of {_world.Locks.All[NumberOf(what)].Name}",
        _ => $"a store to page {_world.Pages[NumberOf(what)].Name}",
    });

    private void Wait(Code code, string said, Func<Context, bool> isOver)
    {
        if (_what[code.Number].Length > 0)
            code.Then(next => new($"{code.Thread} {said}", c => isOver(c) ? new(Outcome.Looked, next) : Went.Blocked, next));
    }

    private void Put(Context c, int thread, ulong what, Cell stored)
    {
        var slot = Array.FindIndex(_what[thread], w => c[w].Bits == Nothing);
        (c[_what[thread][slot]], c[_value[thread][slot]]) = (what, stored);
    }

    private Cell? Latest(Context c, int thread, ulong what)
    {
        for (var slot = _world.Has(Defect.CoreDoesNotSeeItsOwnStore) ? -1 : _value[thread].Length - 1; slot >= 0; slot--)
            if (c[_what[thread][slot]].Bits == what)
                return c[_value[thread][slot]];
        return null;
    }

    private void Land(Context c, string thread, ulong what, Cell value)
    {
        var number = NumberOf(what);
        switch (what & Kinds)
        {
            case Variable:
                c[_vars[number]] = value;
                c.Tell?.Invoke($"{thread}'s store buffer drains: {_vars[number].Name} = {(long)value.Bits}");
                break;
            case Entry:
                var before = c[_world.Ptes[number]].Pte;
                _world.Install(c, number, value);
                c.Tell?.Invoke($"{thread}'s store buffer drains: page {_world.Pages[number].Name}: {Say.Change(_world, before, value.Pte)}");
                break;
            case Unlock:
                c[_world.Locks.All[number].Field] = 0;
                c.Tell?.Invoke($"{thread}'s store buffer drains: {_world.Locks.All[number].Name} is released");
                break;
            default:
                c.Tell?.Invoke($"{thread}'s store to page {_world.Pages[number].Name} lands{(IsInvalidated(what) ? ", after the invalidation was said to be complete" : "")}");
                _world.Contents.Reach(c, number, (int)(what >> FrameShift & 0xffff), isStore: true);
                break;
        }
    }

    private void Move(Context c, int thread, int slot)
    {
        var last = slot == _what[thread].Length - 1;
        c[_what[thread][slot]] = last ? Nothing : c[_what[thread][slot + 1]];
        if (_value[thread].Length > 0)
            c[_value[thread][slot]] = last ? default : c[_value[thread][slot + 1]];
    }

    private static int NumberOf(ulong what) => (int)(what >> NumberShift & 0x1fff);

    private static bool IsInvalidated(ulong what) => (what >> InvalidatedBit & 1) != 0;
}
