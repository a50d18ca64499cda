using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Frames, what they hold, and which pages have them. Content is flags, never counters: whether a frame has a store that no
/// consumer has taken, and whether it lacks a store made to a page. So what holds, holds for any number of stores.</summary>
internal sealed class Contents
{
    private const ulong Never = 0, Had = 1, Taken = 2;
    private readonly World _world;
    private readonly int _frames;
    private readonly Reaches _reaches;

    // By frame: it has a store that no consumer has taken.
    private readonly Field[] _untaken;

    // By page and frame: the frame lacks a store made to the page. Only where the page may come to map the frame.
    private readonly Field?[][] _lacks;

    // By page, where frames move: the frame that it maps, or mapped last; 0, or which earlier life of that frame it still answers for.
    private readonly Field[] _last = [], _life = [];

    // By page, of that earlier life: it had a store that no consumer has taken; it lacked a store.
    private readonly Field[] _leftUntaken = [], _leftLacking = [];

    // By page, where a freed frame may come back: a store was ever made to it.
    private readonly Field[] _stored = [];

    // By frame, where frames are allocated: it is free.
    private readonly Field[] _free = [];

    // By page and frame: whether the page ever had it, and whether it was taken away.
    private readonly Field[][] _had = [];

    public Contents(World world)
    {
        (_world, _frames, _reaches) = (world, world.Text.Scenario.Frames.Count, new(world.Text));
        var (machine, frames) = (world.Machine, world.Text.Scenario.Frames);
        _untaken = [.. frames.Select(f => machine.Add($"untaken {f}", roomy: 1))];
        _lacks = [.. world.Pages.Select((p, n) => Enumerable.Range(0, _frames).Select(f => _reaches.Relevant(n) is var reached && reached.Contains(f)
            && (reached.Count > 1 || _reaches.FramesReturn) ? machine.Add($"{frames[f]} lacks {p.Name}", roomy: 1) : null).ToArray())];
        if (world.Text.Says("alloc_page"))
            _free = [.. frames.Select(f => machine.Add($"free {f}", roomy: 1))];
        if (!_reaches.FramesMove)
            return;
        if (_reaches.FramesReturn)
            _stored = [.. world.Pages.Select(p => machine.Add($"stored {p.Name}", roomy: 1))];
        _last = [.. world.Pages.Select(p => machine.Add($"last {p.Name}", roomy: 2))];
        _life = [.. world.Pages.Select(p => machine.Add($"life {p.Name}", roomy: 2))];
        _leftUntaken = [.. world.Pages.Select(p => machine.Add($"left untaken {p.Name}", roomy: 1))];
        _leftLacking = [.. world.Pages.Select(p => machine.Add($"left lacking {p.Name}", roomy: 1))];
        _had = [.. world.Pages.Select(p => frames.Select(f => machine.Add($"{p.Name} had {f}", roomy: 2)).ToArray())];
    }

    /// <summary>Fills in the starting values.</summary>
    public void Start(Cell[] state)
    {
        foreach (var frame in _free.Length == 0 ? [] : _reaches.Unnamed)
            state[_free[frame].Index] = true;
        for (var page = 0; page < _last.Length; page++)
        {
            state[_last[page].Index] = (ulong)_world.Pages[page].Frame;
            state[_had[page][_world.Pages[page].Frame].Index] = Had;
        }
    }

    /// <summary>The frame that a page maps, or mapped last.</summary>
    public int Last(Context c, int page) => _last.Length == 0 ? _world.Pages[page].Frame : (int)c[_last[page]].Bits;

    /// <summary>Whether marks of one page speak for another.</summary>
    public bool AreRelated(Context c, int page, int other) => _world.Pages[page].Frame == _world.Pages[other].Frame
        || (_last.Length > 0 && Has(c, other) && Last(c, other) == Last(c, page));

    /// <summary>A store, or a load, of a page reaches a frame.</summary>
    public void Reach(Context c, int page, int frame, bool isStore)
    {
        c.Signs |= isStore ? Happening.Store : Happening.Load;
        if (_had.Length > 0 && c[_had[page][frame]].Bits == Taken)
        {
            c.Tell?.Invoke($"  that frame was taken from page {_world.Pages[page].Name}");
            _world.Violate(c, isStore ? Property.NoStaleStore : Property.NoStaleLoad);
        }
        if (isStore)
            SetKey(c, frame);
        if (!isStore || !_world.Asks(Property.NoLostWrite))
            return;
        Store(c, page, frame);
        if (_stored.Length > 0)
            c[_stored[page]] = true;
        foreach (var other in _reaches.Relevant(page))
            if (other != frame && _lacks[page][other] is { } lacks)
                c[lacks] = true;
    }

    /// <summary>A store reaches a frame without an entry.</summary>
    /// <param name="c">The state.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="page">The page to whose content it is made; -1: to the pages that have the frame, or else had it. Where none ever had
    /// it, nobody's content is stored to: a device fills a frame that will be mapped.</param>
    public void Write(Context c, int frame, int page)
    {
        if (_world.Has(Defect.WriteFrameReachesNothing))
            return;
        var owners = Owners(c, frame);
        List<int> meant = page >= 0 && !_world.Has(Defect.WriteFrameForgetsWhoseContent) ? [page] : owners.Count > 0 ? owners : [.. Enumerable.Range(0, _world.Pages.Count).Where(p => _had.Length > 0 && c[_had[p][frame]].Bits != Never)];
        foreach (var p in meant)
            Reach(c, p, frame, isStore: true);
        SetKey(c, frame);
    }

    /// <summary>Whether a frame is or may come to be free.</summary>
    public bool HasPool => _reaches.Unnamed.Any() || _world.Text.Says("free_page") || _world.Text.Says("discard_page");

    /// <summary>Takes a frame that is free.</summary>
    /// <returns>False: it isn't.</returns>
    public bool TryAllocate(Context c, int frame)
    {
        if (!c[_free[frame]].IsTrue || (_world.Has(Defect.AllocatorGivesTheFirstFrameAlone) && _free.Take(frame).Any(f => c[f].IsTrue)))
            return false;
        c[_free[frame]] = false;
        return true;
    }

    /// <summary>The consumer takes a page's content.</summary>
    public void Take(Context c, int page)
    {
        if (Has(c, page))
            c[_untaken[Last(c, page)]] = false;
        foreach (var p in OfLife(c, page))
            c[_leftUntaken[p]] = false;
    }

    /// <summary>Carries one frame's content to another.</summary>
    /// <param name="c">The state.</param>
    /// <param name="to">The frame that is written.</param>
    /// <param name="from">The frame that is read.</param>
    /// <param name="fromPage">The page that names it, -1 for a frame's own name.</param>
    public void Copy(Context c, int to, int from, int fromPage)
    {
        SetKey(c, to);   // who copies stores
        if (!_world.Asks(Property.NoLostWrite) || to == from)
            return;
        var isLeft = fromPage >= 0 && !Has(c, fromPage);
        c[_untaken[to]] = isLeft ? c[_leftUntaken[fromPage]] : c[_untaken[from]];
        for (var p = 0; p < _world.Pages.Count; p++)
            if (_lacks[p][to] is { } lacks)
                c[lacks] = isLeft && OfLife(c, fromPage).Contains(p) ? c[_leftLacking[p]] : _lacks[p][from] is { } lacked ? c[lacked] : false;
    }

    /// <summary>Takes a frame from every page that had it.</summary>
    /// <param name="c">The state.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="wanted">Whether someone still wants its content.</param>
    public void Free(Context c, int frame, bool wanted)
    {
        c.Signs |= Happening.Freed;
        var owners = Owners(c, frame);
        if (!wanted && owners.Any(p => c[_untaken[frame]].IsTrue || c[_leftUntaken[p]].IsTrue))
        {
            c.Tell?.Invoke("  a store that no consumer has taken is gone with it");
            _world.Violate(c, Property.NoLostWrite);
        }
        if (_free.Length > 0)
            c[_free[frame]] = true;
        var life = NewLife(c);
        foreach (var page in owners)
        {
            c[_life[page]] = life;
            c[_leftUntaken[page]] = wanted && (c[_leftUntaken[page]].IsTrue || c[_untaken[frame]].IsTrue);
            c[_leftLacking[page]] = Lacks(c, page, frame);
            for (var f = 0; !wanted && f < _frames; f++)
                if (_lacks[page][f] is { } lacks)
                    c[lacks] = false;
        }
        for (var page = 0; page < _world.Pages.Count; page++)
            if (c[_had[page][frame]].Bits == Had)
                c[_had[page][frame]] = Taken;
        if (owners.Count > 0)
            Empty(c, frame, wanted ? [] : owners);
    }

    // The frame's next life starts without stores: it lacks every one that was made so far and is still asked for.
    private void Empty(Context c, int frame, List<int> forgotten)
    {
        c[_untaken[frame]] = false;
        for (var page = 0; page < _stored.Length; page++)
        {
            if (forgotten.Contains(page))
                c[_stored[page]] = false;
            if (_lacks[page][frame] is { } lacks)
                c[lacks] = c[_stored[page]];
        }
    }

    /// <summary>An entry is stored for a page: from now on the page maps the entry's frame.</summary>
    public void Install(Context c, int page, Cell pte)
    {
        if (_last.Length == 0 || _world.Model.IsNone(pte.Pte) || !_world.Model.IsPresent(pte.Pte))
            return;
        var frame = _world.Model.FrameOf(pte.Pte);
        if (pte.Mark != 0)
            Give(c, page, frame);
        else if (frame != Last(c, page))
            Move(c, page, frame);
    }

    /// <summary>Whether a store to a page, or one that it answers for, is neither taken nor marked, or is missing from its content.</summary>
    public bool IsLost(Context c, int page)
    {
        var untaken = (Has(c, page) && c[_untaken[Last(c, page)]].IsTrue) || (_leftUntaken.Length > 0 && c[_leftUntaken[page]].IsTrue);
        var lacking = Has(c, page) ? Lacks(c, page, Last(c, page)) : c[_leftLacking[page]].IsTrue;
        var marked = untaken && Sharers(c, page).Any(p => _world.IsMarked(c, p));
        if (marked && _leftUntaken.Length > 0 && c[_leftUntaken[page]].IsTrue)
            c.Signs |= Happening.OnlyMarkLeft;
        return lacking || (untaken && !marked);
    }

    /// <summary>Whether a page's content lacks a store made to it.</summary>
    public bool IsLacking(Context c, int page) => Has(c, page) ? Lacks(c, page, Last(c, page)) : c[_leftLacking[page]].IsTrue;

    /// <summary>Whether a page has the frame that it maps or mapped last.</summary>
    public bool Has(Context c, int page) => _life.Length == 0 || c[_life[page]].Bits == 0;

    /// <summary>Whether a frame's content lacks a store made to a page.</summary>
    public bool Lacks(Context c, int page, int frame) => _lacks[page][frame] is { } lacks && c[lacks].IsTrue;

    // Any store to a frame sets the changed bit of its storage key.
    private void SetKey(Context c, int frame)
    {
        if (_world.Keys.Length > 0 && !_world.Has(Defect.StorageKeyIsNotSet))
            c[_world.Keys[frame]] = true;
    }

    private List<int> Owners(Context c, int frame) => [.. Enumerable.Range(0, _world.Pages.Count).Where(p => Has(c, p) && Last(c, p) == frame)];

    // The pages that answer for the same earlier life of a frame.
    private IEnumerable<int> OfLife(Context c, int page) => _life.Length == 0 ? []
        : Has(c, page) ? [page]
        : [.. Enumerable.Range(0, _world.Pages.Count).Where(p => c[_life[p]] == c[_life[page]])];

    private IEnumerable<int> Sharers(Context c, int page) => Has(c, page) ? Owners(c, Last(c, page)) : OfLife(c, page);

    private ulong NewLife(Context c)
    {
        var used = _life.Select(l => c[l].Bits).ToHashSet();
        ulong life = 1;
        while (used.Contains(life))
            life++;
        return life;
    }

    private void Store(Context c, int page, int frame)
    {
        var mine = Last(c, page) == frame;
        if (Has(c, page) && mine)
            c[_untaken[frame]] = true;
        else if (!Has(c, page) && mine && Owners(c, frame).Count == 0)
            foreach (var p in OfLife(c, page))
            {
                c[_leftUntaken[p]] = true;
                if (_lacks[p][frame] is { } lacks)
                    c[lacks] = true;   // the frame's next life won't have it
            }
        else
        {
            // It went to a frame that the page no longer has; what the page has now lacks it.
            c[_untaken[frame]] = true;
            if (!Has(c, page))
                c[_leftLacking[page]] = true;
        }
    }

    private void Give(Context c, int page, int frame)
    {
        if (_free.Length > 0)
            c[_free[frame]] = false;
        c[_had[page][frame]] = Had;
        c[_last[page]] = (ulong)frame;
        c[_life[page]] = 0;
    }

    // An old entry, of another page: the frame moves with it, unless it was freed and is nobody's.
    private void Move(Context c, int page, int frame)
    {
        var owned = Owners(c, frame).Count > 0 || !_had.Any(pages => c[pages[frame]].Bits == Taken);
        var life = owned ? 0 : Enumerable.Range(0, _world.Pages.Count).Where(p => Last(c, p) == frame && !Has(c, p)).Select(p => c[_life[p]].Bits).FirstOrDefault(NewLife(c));
        if (c[_had[page][frame]].Bits == Never)
            c[_had[page][frame]] = owned ? Had : Taken;
        c[_last[page]] = (ulong)frame;
        c[_life[page]] = c[_had[page][frame]].Bits == Taken && life == 0 ? NewLife(c) : life;
    }
}
