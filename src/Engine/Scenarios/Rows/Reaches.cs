using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Rows;

/// <summary>Which frames a page may come to map, and whose content may reach it: a bound, found from the text alone.
/// What is outside needs no flags.</summary>
internal sealed class Reaches
{
    private readonly RowText _text;
    private readonly HashSet<int>[] _maps;
    private readonly HashSet<int>[] _relevant;
    private readonly Dictionary<string, HashSet<int>> _variables = [];

    public Reaches(RowText text)
    {
        _text = text;
        var pages = text.Scenario.Pages;
        _maps = [.. pages.Select(p => new HashSet<int> { p.Frame })];
        while (Grow()) { }
        FramesMove = _maps.Select((m, n) => !m.SetEquals([pages[n].Frame])).Any(moves => moves)
            || text.Says(WordTraits.FreesFrame);
        FramesReturn = text.Says(WordTraits.GivesFrame) && text.Says(WordTraits.FreesFrame);
        _relevant = [.. _maps.Select((m, n) => Closed([.. m, .. WrittenFor(n)]))];
    }

    /// <summary>Whether a page may ever map another frame than its own, or lose it.</summary>
    public bool FramesMove { get; }

    /// <summary>Whether a frame may be given to a page again after it was freed.</summary>
    public bool FramesReturn { get; }

    /// <summary>The frames in which a page's stores matter.</summary>
    public IReadOnlySet<int> Relevant(int page) => _relevant[page];

    /// <summary>The frames to which a page's content may be carried.</summary>
    public IReadOnlySet<int> CopiesOf(int page)
    {
        var held = new HashSet<int>(_maps[page]);
        var copies = new HashSet<int>();
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var copy in _text.Calls.Where(c => Texts.Is(c, WordTraits.CopiesFrame)))
                if (FramesOf(copy.Arguments[1].Value).Any(held.Contains))
                    grown |= Add(held, FramesOf(copy.Arguments[0].Value))
                        | Add(copies, FramesOf(copy.Arguments[0].Value));
        }
        return copies;
    }

    /// <summary>Spare frames that the text never names: the allocator's.</summary>
    public IEnumerable<int> Unnamed
    {
        get
        {
            var named = _text.Calls.SelectMany(c => c.Arguments).Select(a => a.Value).OfType<Reference>()
                .Select(r => r.Name.Text).ToHashSet();
            return Enumerable.Range(0, _text.Scenario.Frames.Count).Where(f => Frame(_text.Scenario.Frames[f]) == f
                && !named.Contains(_text.Scenario.Frames[f]) && _text.Scenario.Pages.All(p => p.Frame != f));
        }
    }

    // Frames to which a page's content is written without an entry.
    private IEnumerable<int> WrittenFor(int page) => _text.Calls.Where(c => Texts.Is(c, WordTraits.WritesFrame)
        && c.Arguments.Count > 1 && PagesOf(c.Arguments[1].Value).Contains(page))
        .SelectMany(c => FramesOf(c.Arguments[0].Value));

    private bool Grow()
    {
        var grown = false;
        foreach (var body in _text.Threads.Select(t => t.Body).Concat(_text.MkWrite is { } h ? [h.Body] : []))
        {
            foreach (var assignment in Texts.Assignments(body))
                grown |= Add(Variable(assignment.Variable.Text), FramesOf(assignment.Value));
            foreach (var call in Texts.Calls(body).Where(c => Texts.Is(c, WordTraits.StoresEntry)))
                foreach (var page in PagesOf(call.Arguments[0].Value))
                    grown |= Add(_maps[page], FramesOf(call.Arguments[^1].Value));
        }
        return grown;
    }

    private HashSet<int> Closed(IEnumerable<int> mapped)
    {
        var closed = new HashSet<int>(mapped);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var copy in _text.Calls.Where(c => Texts.Is(c, WordTraits.CopiesFrame)))
                if (FramesOf(copy.Arguments[0].Value).Any(closed.Contains))
                    grown |= Add(closed, FramesOf(copy.Arguments[1].Value));
        }
        return closed;
    }

    private IEnumerable<int> FramesOf(Expression expression) => expression switch
    {
        Reference r when Frame(r.Name.Text) is >= 0 and var frame => [frame],
        Reference r when _variables.TryGetValue(r.Name.Text, out var known) => known,
        Reference r when IsPage(r.Name.Text) => PagesOf(r).SelectMany(p => _maps[p]),
        // whichever it comes to
        Binary or Number { Value: not 0 } => Enumerable.Range(0, _text.Scenario.Frames.Count),
        Call c when Texts.Is(c, WordTraits.AllocatesFrame) => Unnamed.Concat(
            _text.Calls.Where(f => Texts.Is(f, WordTraits.FreesFrame)).SelectMany(f => FramesOf(f.Arguments[0].Value))),
        Call c when Vocabulary.Find(c.Word.Text) is { GivesEntryOfPage: true } =>
            PagesOf(c.Arguments[0].Value).SelectMany(p => _maps[p]),
        Call { Arguments: [var first, ..] } => FramesOf(first.Value),
        _ => [],
    };

    private int Frame(string name)
    {
        for (var n = 0;
            n < _text.Scenario.SpareFrames + _text.Scenario.Pages.Count && n < _text.Scenario.Frames.Count; n++)
            if (_text.Scenario.Frames[n] == name && _text.Scenario.PageNumber(name) < 0)
                return n;
        return -1;
    }

    private bool IsPage(string name) => _text.Scenario.PageNumber(name) >= 0 || name == _text.MkWrite?.Page;

    // The page that faulted may be any.
    private IEnumerable<int> PagesOf(Expression expression) => expression is not Reference { Name.Text: var name } ? []
        : _text.Scenario.PageNumber(name) is >= 0 and var page ? [page]
        : Enumerable.Range(0, _text.Scenario.Pages.Count);

    private HashSet<int> Variable(string name) => _variables.TryGetValue(name, out var known) ? known
        : _variables[name] = [];

    private static bool Add(HashSet<int> to, IEnumerable<int> frames)
    {
        var before = to.Count;
        to.UnionWith(frames.ToList());
        return to.Count > before;
    }
}
