using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>Which frame each page has, or had last, and what it still answers for of a frame that was freed.</summary>
/// <remarks>
/// <code>
/// a page and a frame     the page maps it, or may again      it was freed            an old entry of it is stored again
/// never                  had, by an entry of mk_pte          -                       had if somebody has it, else taken
/// had                    had                                 taken; a life begins    had
/// taken                  had, by an entry of mk_pte alone    taken                   taken: the page answers for that life
/// </code>
/// A life is what a freed frame was to the pages that had it: they answer for its stores together, by a number that they share; 0 is the
/// frame that a page has now. Fields are there only where frames move.
/// </remarks>
internal sealed class FrameLives
{
    private const ulong Never = 0, Had = 1, Taken = 2;
    private readonly IReadOnlyList<Model.Page> _pages;

    // By page: the frame that it maps, or mapped last; 0, or which earlier life of that frame it still answers for.
    private readonly Field[] _last = [], _life = [];

    // By page and frame.
    private readonly Field[][] _had = [];

    public FrameLives(World world, Reaches reaches)
    {
        _pages = world.Pages;
        if (!reaches.FramesMove)
            return;
        var (machine, frames) = (world.Machine, world.Text.Scenario.Frames);
        _last = [.. _pages.Select(p => machine.Add($"last {p.Name}", roomy: 2))];
        _life = [.. _pages.Select(p => machine.Add($"life {p.Name}", roomy: 2))];
        _had = [.. _pages.Select(p => frames.Select(f => machine.Add($"{p.Name} had {f}", roomy: 2)).ToArray())];
    }

    /// <summary>Whether pages may ever map other frames than their own, or lose them.</summary>
    public bool AreKept => _last.Length > 0;

    /// <summary>Fills in the starting values.</summary>
    public void Start(Cell[] state)
    {
        for (var page = 0; page < _last.Length; page++)
        {
            state[_last[page].Index] = (ulong)_pages[page].Frame;
            state[_had[page][_pages[page].Frame].Index] = Had;
        }
    }

    /// <summary>The frame that a page maps, or mapped last.</summary>
    public int Last(Context c, int page) => AreKept ? (int)c[_last[page]].Bits : _pages[page].Frame;

    /// <summary>Whether a page has the frame that it maps or mapped last.</summary>
    public bool Has(Context c, int page) => !AreKept || c[_life[page]].Bits == 0;

    /// <summary>Whether a frame was taken from a page, and not given back.</summary>
    public bool WasTaken(Context c, int page, int frame) => AreKept && c[_had[page][frame]].Bits == Taken;

    /// <summary>Whether a page has, or ever had, a frame.</summary>
    public bool EverHad(Context c, int page, int frame) => AreKept && c[_had[page][frame]].Bits != Never;

    /// <summary>The pages that have a frame.</summary>
    public List<int> Owners(Context c, int frame) =>
        [.. Enumerable.Range(0, _pages.Count).Where(p => Has(c, p) && Last(c, p) == frame)];

    /// <summary>The pages that answer for the same earlier life of a frame.</summary>
    public IEnumerable<int> OfLife(Context c, int page) => !AreKept ? []
        : Has(c, page) ? [page]
        : [.. Enumerable.Range(0, _pages.Count).Where(p => c[_life[p]] == c[_life[page]])];

    /// <summary>The pages that have the same frame, or answer for the same life of one.</summary>
    public IEnumerable<int> Sharers(Context c, int page) => Has(c, page) ? Owners(c, Last(c, page)) : OfLife(c, page);

    /// <summary>A frame is given to a page.</summary>
    public void Give(Context c, int page, int frame)
    {
        c[_had[page][frame]] = Had;
        c[_last[page]] = (ulong)frame;
        c[_life[page]] = 0;
    }

    /// <summary>An old entry, of another page: the frame moves with it, unless it was freed and is nobody's.</summary>
    public void Move(Context c, int page, int frame)
    {
        var owned = Owners(c, frame).Count > 0 || !_had.Any(pages => c[pages[frame]].Bits == Taken);
        var life = owned ? 0 : LifeOf(c, frame);
        if (c[_had[page][frame]].Bits == Never)
            c[_had[page][frame]] = owned ? Had : Taken;
        c[_last[page]] = (ulong)frame;
        c[_life[page]] = c[_had[page][frame]].Bits == Taken && life == 0 ? NewLife(c) : life;
    }

    /// <summary>A frame is taken from all that had it: its life is over, and they answer for it together.</summary>
    /// <param name="c">The state.</param>
    /// <param name="owners">Who has it.</param>
    public void End(Context c, IReadOnlyList<int> owners)
    {
        var life = NewLife(c);
        foreach (var page in owners)
            c[_life[page]] = life;
    }

    /// <summary>Notes that a frame was taken from every page that had it.</summary>
    public void Take(Context c, int frame)
    {
        for (var page = 0; page < _pages.Count; page++)
            if (c[_had[page][frame]].Bits == Had)
                c[_had[page][frame]] = Taken;
    }

    // The life that pages without the frame still answer for.
    private ulong LifeOf(Context c, int frame) => Enumerable.Range(0, _pages.Count)
        .Where(p => Last(c, p) == frame && !Has(c, p)).Select(p => c[_life[p]].Bits).FirstOrDefault(NewLife(c));

    private ulong NewLife(Context c)
    {
        var used = _life.Select(l => c[l].Bits).ToHashSet();
        ulong life = 1;
        while (used.Contains(life))
            life++;
        return life;
    }
}
