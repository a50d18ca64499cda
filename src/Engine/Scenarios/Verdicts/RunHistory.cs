using Emulator.Engine.Events;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What a run's events come to one after the other: who holds which lock, which flush is answered, which store
/// was taken. Numbers are given here: events of a machine have none.</summary>
internal sealed class RunHistory
{
    private readonly Dictionary<string, List<(string Holder, bool IsShared)>> _holders = [];
    private readonly Dictionary<string, int> _latestFlush = [];
    private readonly Dictionary<string, Queue<int>> _underWay = [];
    private readonly Dictionary<string, List<int>> _untaken = [];
    private int _flushes, _stores;

    /// <summary>The locks that are held now.</summary>
    public IReadOnlyList<RunHold> Holds => [.. _holders.Where(h => h.Value.Count > 0)
        .OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => new RunHold(h.Key, [.. h.Value.Select(v => v.Holder)], h.Value[0].IsShared))];

    /// <summary>Stores to pages that no consumer has taken.</summary>
    public IReadOnlyList<RunUntaken> Untaken => [.. from page in _untaken.OrderBy(u => u.Key, StringComparer.Ordinal)
                                                    from store in page.Value
                                                    select new RunUntaken(page.Key, store)];

    /// <summary>The latest flush of an asker.</summary>
    public int LatestFlush(string asker) => _latestFlush.GetValueOrDefault(asker);

    /// <summary>An event, with its numbers.</summary>
    public Event Numbered(Event e)
    {
        switch (e)
        {
            case LockEvent l: Note(l); return l;
            case BufferEvent { Kind: BufferedKind.Release } b: Release(b.What, b.Actor); return b;
            case FlushEvent f: return f with { Id = NumberOf(f) };
            case AccessEvent { Op: AccessOp.Store } a: return a with { Store = NumberOf(a) };
            case ConsumeEvent c: return c with { Stores = [.. c.Pages.SelectMany(StoresOf)] };
            case FrameEvent { LosesStore: true } f: return f with { Loses = [.. f.Pages.SelectMany(StoresOf)] };
            default: return e;
        }
    }

    /// <summary>A page has no store any more that no consumer has taken.</summary>
    public void Taken(string page) => StoresOf(page).Clear();

    private List<int> StoresOf(string page) => _untaken.TryGetValue(page, out var stores) ? stores
        : _untaken[page] = [];

    private void Note(LockEvent e)
    {
        if (!e.Takes && !e.IsBuffered)
            Release(e.Lock, e.Actor);
        else if (e.Takes)
            HoldersOf(e.Lock).Add((e.Actor, e.IsShared));
    }

    private void Release(string name, string holder) => HoldersOf(name).RemoveAll(h => h.Holder == holder);

    private List<(string Holder, bool IsShared)> HoldersOf(string name) =>
        _holders.TryGetValue(name, out var holders) ? holders : _holders[name] = [];

    private int NumberOf(FlushEvent e)
    {
        if (e.Op is FlushOp.Issue or FlushOp.AtOnce or FlushOp.Local)
            _latestFlush[e.By] = ++_flushes;
        return LatestFlush(e.By);
    }

    private int? NumberOf(AccessEvent e)
    {
        var underWay = _underWay.TryGetValue(e.Actor, out var queue) ? queue : _underWay[e.Actor] = [];
        switch (e.Outcome)
        {
            case AccessOutcome.Buffered:
                underWay.Enqueue(++_stores);
                return _stores;
            case AccessOutcome.Landed when underWay.TryDequeue(out var landed):
                StoresOf(e.Page).Add(landed);
                return landed;
            case AccessOutcome.Done:
                StoresOf(e.Page).Add(++_stores);
                return _stores;
            default:
                return null;
        }
    }
}
