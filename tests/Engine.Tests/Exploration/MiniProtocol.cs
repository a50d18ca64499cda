using Emulator.Engine.Exploration;

namespace Emulator.Engine.Tests.Exploration;

/// <summary>The clean protocol as fields and steps: the same state space as <c>bench/peers/mini.pml</c>, transition for transition.
/// Hardware sets dirty; one batched flush, a core a step; the consumer acts after it; every writer makes a number of stores.</summary>
internal sealed class MiniProtocol
{
    private readonly Machine _machine = new() { Merges = false, Properties = 1 };
    private readonly Field _dirty, _bitmap, _untaken;
    private readonly Field[] _valid, _cachedDirty, _stores;
    private readonly int _pages, _cores, _writes;

    private MiniProtocol(int pages, int cores, int writes)
    {
        (_pages, _cores, _writes) = (pages, cores, writes);
        (_dirty, _bitmap, _untaken) = (_machine.Add("ptD"), _machine.Add("bmap"), _machine.Add("pend"));
        _valid = [.. Enumerable.Range(0, cores).Select(c => _machine.Add($"tV{c}"))];
        _cachedDirty = [.. Enumerable.Range(0, cores).Select(c => _machine.Add($"tD{c}"))];
        _stores = [.. Enumerable.Range(0, cores).Select(c => _machine.Add($"n{c}"))];
        for (var thread = 0; thread <= cores; thread++)
            _machine.Pc.Add(_machine.Add($"pc{thread}"));
        for (var core = 0; core < cores; core++)
            _machine.Nodes.Add(Writer(core));
        _machine.Nodes.Add(Cleaner());
        _machine.Starts.Add(new Cell[_machine.Fields.Count]);
    }

    public static Machine Of(int pages, int cores, int writes) => new MiniProtocol(pages, cores, writes)._machine;

    // Node 0: idle; node 1 + p: inside a store to page p.
    private List<Node> Writer(int core)
    {
        var pc = _machine.Pc[core];
        Node Idle() => new([.. Enumerable.Range(0, _pages).Select(p => new Step($"cpu{core} issues {p}", c => Do(c[_stores[core]].Bits < (ulong)_writes, () =>
        {
            c[_stores[core]] = c[_stores[core]].Bits + 1;
            c[pc] = (ulong)(1 + p);
        })))], MayEnd: true);
        Node Busy(int p)
        {
            var bit = 1UL << p;
            bool Has(Context c, Field[] fields) => (c[fields[core]].Bits & bit) != 0;
            return new(
            [
                new($"cpu{core} walks {p}", c => Do(!Has(c, _valid), () =>
                {
                    c[_valid[core]] = c[_valid[core]].Bits | bit;
                    c[_cachedDirty[core]] = (c[_cachedDirty[core]].Bits & ~bit) | (c[_dirty].Bits & bit);
                })),
                new($"cpu{core} stores {p}", c => Do(Has(c, _cachedDirty), () =>
                {
                    c[_untaken] = c[_untaken].Bits | bit;
                    c[pc] = 0;
                })),
                new($"cpu{core} sets dirty {p}", c => Do(Has(c, _valid) && !Has(c, _cachedDirty), () =>
                {
                    c[_dirty] = c[_dirty].Bits | bit;
                    c[_cachedDirty[core]] = c[_cachedDirty[core]].Bits | bit;
                })),
            ], MayEnd: true);
        }
        return [Idle(), .. Enumerable.Range(0, _pages).Select(Busy)];
    }

    // Two nodes a page, one a core to flush, act, wait for the writers, end.
    private List<Node> Cleaner()
    {
        var nodes = Enumerable.Range(0, _pages).SelectMany(Cleans).Concat(Enumerable.Range(0, _cores).Select(Flushes)).ToList();
        nodes.Add(NodeOf(new Step("consumer acts", c => Do(true, () =>
        {
            c[_untaken] = c[_untaken].Bits & ~c[_bitmap].Bits;
            c[_bitmap] = 0;
            Assert(c);
            CleanerAt(c, 2 * _pages + _cores + 1);
        }))));
        nodes.Add(NodeOf(new Step("all is done", c => Do(AllWritten(c), () =>
        {
            Assert(c);
            CleanerAt(c, 2 * _pages + _cores + 2);
        }))));
        nodes.Add(NodeOf());
        return nodes;
    }

    private Node[] Cleans(int page)
    {
        var bit = 1UL << page;
        return
        [
            NodeOf(new($"cleaner cleans {page}", c => Do((c[_dirty].Bits & bit) != 0, () =>
                {
                    c[_dirty] = c[_dirty].Bits & ~bit;
                    CleanerAt(c, 2 * page + 1);
                })),
                new($"cleaner passes {page}", c => Do((c[_dirty].Bits & bit) == 0, () => CleanerAt(c, 2 * page + 2)))),
            NodeOf(new Step($"cleaner records {page}", c => Do(true, () =>
            {
                c[_bitmap] = c[_bitmap].Bits | bit;
                CleanerAt(c, 2 * page + 2);
            }))),
        ];
    }

    private Node Flushes(int core) =>
        NodeOf(new Step($"cleaner flushes cpu{core}", c => Do(c[_machine.Pc[core]].Bits == 0, () =>
        {
            c[_valid[core]] = 0;
            c[_cachedDirty[core]] = 0;
            CleanerAt(c, 2 * _pages + core + 1);
        })));

    private bool AllWritten(Context c) =>
        Enumerable.Range(0, _cores).All(k => c[_machine.Pc[k]].Bits == 0 && c[_stores[k]].Bits == (ulong)_writes);

    private void CleanerAt(Context c, int node) => c[_machine.Pc[_cores]] = (ulong)node;

    private static Node NodeOf(params Step[] steps) => new(steps, MayEnd: true);

    private void Assert(Context c)
    {
        if ((c[_untaken].Bits & ~(c[_dirty].Bits | c[_bitmap].Bits)) != 0)
            c.Violations |= 1;
    }

    private static Outcome Do(bool enabled, Action what)
    {
        if (!enabled)
            return Outcome.Blocked;
        what();
        return Outcome.Done;
    }
}
