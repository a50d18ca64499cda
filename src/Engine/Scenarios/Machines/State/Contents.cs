using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>What frames hold. Content is flags, never counters: whether a frame has a store that no consumer has taken, and whether it
/// lacks a store made to a page. So what holds, holds for any number of stores.</summary>
internal class Contents
{
    private readonly World _world;
    private readonly Reaches _reaches;

    // By frame: it has a store that no consumer has taken.
    private readonly Field[] _untaken;

    // By page and frame: the frame lacks a store made to the page. Only where the page may come to map the frame.
    private readonly Field?[][] _lacks;

    // By page, of a frame's earlier life: it had a store that no consumer has taken; it lacked a store.
    private readonly Field[] _leftUntaken = [], _leftLacking = [];

    // By page: the frames that its content may have been carried to.
    private readonly IReadOnlySet<int>[] _copies = [];

    // By page, where a freed frame may come back: a store was ever made to it.
    private readonly Field[] _stored = [];

    // By frame, where frames are allocated: it is free.
    private readonly Field[] _free = [];

    public Contents(World world)
    {
        (_world, _reaches) = (world, new(world.Text));
        var (machine, frames) = (world.Machine, world.Text.Scenario.Frames);
        _untaken = [.. frames.Select(f => machine.Add($"untaken {f}", roomy: 1))];
        _lacks = [.. world.Pages.Select((_, n) => frames.Select((_, f) => LacksField(n, f)).ToArray())];
        if (world.Text.Says(WordTraits.AllocatesFrame))
            _free = [.. frames.Select(f => machine.Add($"free {f}", roomy: 1))];
        if (_reaches is { FramesMove: true, FramesReturn: true })
            _stored = [.. world.Pages.Select(p => machine.Add($"stored {p.Name}", roomy: 1))];
        Lives = new(world, _reaches);
        if (!_reaches.FramesMove)
            return;
        _copies = [.. world.Pages.Select((_, n) => _reaches.CopiesOf(n))];
        _leftUntaken = [.. world.Pages.Select(p => machine.Add($"left untaken {p.Name}", roomy: 1))];
        _leftLacking = [.. world.Pages.Select(p => machine.Add($"left lacking {p.Name}", roomy: 1))];
    }

    public FrameLives Lives { get; }

    /// <summary>Fills in the starting values.</summary>
    public void Start(Cell[] state)
    {
        foreach (var frame in _free.Length == 0 ? [] : _reaches.Unnamed)
            state[_free[frame].Index] = true;
        Lives.Start(state);
    }

    /// <summary>The frame that a page maps, or mapped last.</summary>
    public int Last(Context c, int page) => Lives.Last(c, page);

    /// <summary>Whether marks of one page speak for another.</summary>
    public bool AreRelated(Context c, int page, int other) => _world.Pages[page].Frame == _world.Pages[other].Frame
        || (Lives.AreKept && Has(c, other) && Last(c, other) == Last(c, page));

    /// <summary>Whether a frame was taken from a page before an access that reaches it.</summary>
    public bool WasTaken(Context c, int page, int frame) => Lives.WasTaken(c, page, frame);

    /// <summary>A store, or a load, of a page reaches a frame.</summary>
    public void Reach(Context c, int page, int frame, bool isStore)
    {
        c.Signs |= isStore ? Happening.Store : Happening.Load;
        if (Lives.WasTaken(c, page, frame))
            _world.Violate(c, isStore ? Property.NoStaleStore : Property.NoStaleLoad);
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
    public virtual void Write(Context c, int frame, int page)
    {
        foreach (var p in WrittenPages(c, frame, page))
            Reach(c, p, frame, isStore: true);
        SetKey(c, frame);
    }

    /// <summary>The pages to whose content a store to a frame is made.</summary>
    public List<int> WrittenPages(Context c, int frame, int page)
    {
        if (page >= 0)
            return [page];
        var owners = Lives.Owners(c, frame);
        return owners.Count > 0 ? owners : [.. Pages.Where(p => Lives.EverHad(c, p, frame))];
    }

    /// <summary>Whether a frame is or may come to be free.</summary>
    public bool HasPool => _reaches.Unnamed.Any() || _world.Text.Says(WordTraits.FreesFrame);

    /// <summary>Whether a frame is free.</summary>
    public bool IsFree(Context c, int frame) => c[_free[frame]].IsTrue;

    /// <summary>Takes a frame that is free.</summary>
    /// <returns>False: it isn't.</returns>
    public virtual bool TryAllocate(Context c, int frame)
    {
        if (!IsFree(c, frame))
            return false;
        c[_free[frame]] = false;
        return true;
    }

    /// <summary>The consumer takes a page's content.</summary>
    public void Take(Context c, int page)
    {
        if (Has(c, page))
            c[_untaken[Last(c, page)]] = false;
        foreach (var p in Lives.OfLife(c, page))
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
        foreach (var p in Pages)
            if (_lacks[p][to] is { } lacks)
                c[lacks] = isLeft && Lives.OfLife(c, fromPage).Contains(p) ? c[_leftLacking[p]]
                    : _lacks[p][from] is { } lacked ? c[lacked] : false;
    }

    /// <summary>Whether a store that no consumer has taken goes with a frame.</summary>
    public bool HasUntaken(Context c, int frame) =>
        Lives.Owners(c, frame).Any(p => c[_untaken[frame]].IsTrue || c[_leftUntaken[p]].IsTrue);

    /// <summary>Takes a frame from every page that had it.</summary>
    /// <param name="c">The state.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="wanted">Whether someone still wants its content.</param>
    public void Free(Context c, int frame, bool wanted)
    {
        c.Signs |= Happening.Freed;
        var owners = Lives.Owners(c, frame);
        if (!wanted && HasUntaken(c, frame))
            _world.Violate(c, Property.NoLostWrite);
        if (_free.Length > 0)
            c[_free[frame]] = true;
        Lives.End(c, owners);
        foreach (var page in owners)
            Leave(c, page, frame, wanted);
        Lives.Take(c, frame);
        if (owners.Count > 0)
            Empty(c, frame, wanted ? [] : owners);
    }

    /// <summary>An entry is stored for a page: from now on the page maps the entry's frame.</summary>
    public void Install(Context c, int page, Cell pte)
    {
        if (!Lives.AreKept || _world.Model.IsNone(pte.Pte) || !_world.Model.IsPresent(pte.Pte))
            return;
        var frame = _world.Model.FrameOf(pte.Pte);
        if (pte.Mark != 0)
        {
            if (_free.Length > 0)
                c[_free[frame]] = false;
            Lives.Give(c, page, frame);
        }
        else if (frame != Last(c, page))
            Lives.Move(c, page, frame);
    }

    /// <summary>Whether a store to a page, or one that it answers for, is neither taken nor marked, is missing from its content, or is gone
    /// with its frame, whatever marks are left.</summary>
    public bool IsLost(Context c, int page) => IsLacking(c, page) || IsGone(c, page)
        || (IsUntaken(c, page) && !Lives.Sharers(c, page).Any(p => _world.IsMarked(c, p)));

    /// <summary>Whether the last frame that had a store of a page was freed before a consumer took it: no mark brings it back.</summary>
    public bool IsGone(Context c, int page) => _leftUntaken.Length > 0 && c[_leftUntaken[page]].IsTrue
        && !_copies[page].Any(frame => c[_untaken[frame]].IsTrue && !Lacks(c, page, frame));

    /// <summary>Whether a page has, or answers for, a store that no consumer has taken.</summary>
    public bool IsUntaken(Context c, int page) => (Has(c, page) && c[_untaken[Last(c, page)]].IsTrue)
        || (_leftUntaken.Length > 0 && c[_leftUntaken[page]].IsTrue);

    /// <summary>Whether a page's content lacks a store made to it.</summary>
    public bool IsLacking(Context c, int page) =>
        Has(c, page) ? Lacks(c, page, Last(c, page)) : c[_leftLacking[page]].IsTrue;

    /// <summary>Whether a page has the frame that it maps or mapped last.</summary>
    public bool Has(Context c, int page) => Lives.Has(c, page);

    /// <summary>Whether a frame's content lacks a store made to a page.</summary>
    public bool Lacks(Context c, int page, int frame) => _lacks[page][frame] is { } lacks && c[lacks].IsTrue;

    /// <summary>Any store to a frame sets the changed bit of its storage key.</summary>
    protected virtual void SetKey(Context c, int frame)
    {
        if (_world.Keys.Length > 0)
            c[_world.Keys[frame]] = true;
    }

    private IEnumerable<int> Pages => Enumerable.Range(0, _world.Pages.Count);

    private Field? LacksField(int page, int frame)
    {
        var reached = _reaches.Relevant(page);
        return reached.Contains(frame) && (reached.Count > 1 || _reaches.FramesReturn)
            ? _world.Machine.Add($"{_world.Text.Scenario.Frames[frame]} lacks {_world.Pages[page].Name}", roomy: 1)
            : null;
    }

    // A page without its frame answers for what the frame's life leaves undone, where somebody still wants it.
    private void Leave(Context c, int page, int frame, bool wanted)
    {
        c[_leftUntaken[page]] = wanted && (c[_leftUntaken[page]].IsTrue || c[_untaken[frame]].IsTrue);
        c[_leftLacking[page]] = Lacks(c, page, frame);
        if (wanted)
            return;
        foreach (var lacks in _lacks[page].OfType<Field>())
            c[lacks] = false;
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

    private void Store(Context c, int page, int frame)
    {
        var mine = Last(c, page) == frame;
        if (Has(c, page) && mine)
            c[_untaken[frame]] = true;
        else if (!Has(c, page) && mine && Lives.Owners(c, frame).Count == 0)
            StoreToLife(c, page, frame);
        else
        {
            // It went to a frame that the page no longer has; what the page has now lacks it.
            c[_untaken[frame]] = true;
            if (!Has(c, page))
                c[_leftLacking[page]] = true;
        }
    }

    private void StoreToLife(Context c, int page, int frame)
    {
        foreach (var p in Lives.OfLife(c, page))
        {
            c[_leftUntaken[p]] = true;
            if (_lacks[p][frame] is { } lacks)
                c[lacks] = true;   // the frame's next life won't have it
        }
    }
}
