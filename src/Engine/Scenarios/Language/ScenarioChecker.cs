using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Makes a scenario of its items, or says everything that is wrong with them.</summary>
internal sealed class ScenarioChecker(IReadOnlyList<Item> items, Mistakes mistakes)
{
    private const int MostThreads = 16, MostFrames = 32, MostRows = 4096;
    private static readonly string[] Liberties = ["speculation", "eviction", "store_buffers"];
    private static readonly string[] TlbStates = ["cached", "empty", "any", "off"];
    private readonly Names _names = new(items, mistakes);

    /// <summary>Checks everything but the names of architectures.</summary>
    /// <returns>What it says, as far as it can be read.</returns>
    public Scenario Check(string file, string text)
    {
        CheckHead();
        var pages = new PageChecker(items, _names, mistakes).Pages();
        var handler = Single<MkWriteItem>("mkwrite");
        CheckTexts(handler);
        CheckThreads();
        foreach (var wrong in All<AboutItem>().Where(a => Abouts.All.All(known => known.Key != a.Key.Text)))
            mistakes.Unknown(wrong.Key, "key of an about line", Abouts.All.Select(a => a.Key));
        var properties = new PropertyChecker(items, mistakes);
        var marks = Single<MarksItem>("marks");
        CheckLiberties();
        new TraitChecker(mistakes).Check(items);
        return Declared(file, text, pages, properties) with
        {
            MkWrite = handler is null ? null : new(handler.Page.Text, handler.Body),
            Marks = marks?.Marks.Aggregate(Marks.None, (all, m) => all | MarkOf(m)),
            AllowsSpeculation = Allows("speculation"),
            AllowsEviction = Allows("eviction"),
            AllowsStoreBuffers = Allows("store_buffers"),
        };
    }

    /// <summary>It names one that isn't loaded, or expects something of one that it isn't for.</summary>
    public void CheckArchitectures(IReadOnlyList<string> loaded)
    {
        var its = All<ArchItem>().SelectMany(a => a.Names).ToList();
        var asked = All<ExpectItem>().SelectMany(e => e.On).ToList();
        foreach (var name in its.Concat(asked).Where(n => !loaded.Contains(n.Text)))
            mistakes.Unknown(name, "architecture", loaded);
        if (All<ArchItem>().Any(a => a.Where is not null))
            return;
        foreach (var name in asked.Where(n => loaded.Contains(n.Text) && its is not []
            && its.All(a => a.Text != n.Text)))
            mistakes.Add(name.At, $"the scenario isn't for {name.Text}: its arch line leaves it out; "
                + $"expected one of {string.Join(", ", its.Select(a => a.Text))}");
    }

    private IEnumerable<T> All<T>() where T : Item => items.OfType<T>();

    private Scenario Declared(
        string file, string text, IReadOnlyList<Page> pages, PropertyChecker properties) => new()
    {
        File = file,
        Text = text,
        Name = (items[0] as ScenarioItem)?.Name.Text ?? "",
        Title = (items[0] as ScenarioItem)?.Title ?? "",
        Source = string.Join("; ", All<SourceItem>().Select(s => s.Text)),
        About = All<AboutItem>().GroupBy(a => a.Key.Text).ToDictionary(
            lines => lines.Key, lines => string.Join(' ', lines.Select(a => a.Text))),
        Params = [.. All<ParamItem>().Select(p => new Param(p.Name.Text, [.. p.Values.Select(v => v.Text)]))],
        Vars = [.. All<VarItem>().Select(v => (v.Name.Text, v.Initial.Value))],
        Frames = [.. _names.Frames],
        SpareFrames = All<FrameItem>().Sum(f => f.Names.Count),
        Pages = pages,
        Tlbs = [.. All<TlbItem>().Select(Tlb)],
        Threads = [.. All<ThreadItem>().Select(t => new ThreadText(t.Name.Text, t.Body, t.Name.At))],
        Architectures = [.. All<ArchItem>().SelectMany(a => a.Names)],
        ArchitecturesWhere = [.. All<ArchItem>().Select(a => a.Where).OfType<TraitTest>()],
        Asserts = properties.Asserts,
        Expectations = properties.Expectations(),
    };

    // Half a thread would be accused of what its other half says: what is missing there isn't missed.
    private void CheckTexts(MkWriteItem? handler)
    {
        var unreadable = mistakes.All.Select(m => m.At.Line).ToHashSet();
        var starts = items.Select(i => i.At.Line).Append(int.MaxValue).ToList();
        bool IsTorn(Item item) => starts.First(l => l > item.At.Line) is var end
            && unreadable.Any(l => l >= item.At.Line && l < end);
        var checker = new TextChecker(_names, mistakes, MayAskNoBug());
        foreach (var thread in All<ThreadItem>())
            checker.Thread(thread.Body, IsTorn(thread));
        if (handler is not null)
            checker.Handler(handler.Page, handler.Body, IsTorn(handler));
    }

    private bool MayAskNoBug() => mistakes.Unread.Contains("assert")
        || All<AssertItem>().SelectMany(a => a.Properties).Any(p => Properties.Find(p.Text) is null or Property.NoBug);

    private void CheckThreads()
    {
        var threads = All<ThreadItem>().ToList();
        if (threads.Count == 0 && !mistakes.Unread.Contains("thread"))
            mistakes.Add(items[0].At, "the scenario has no thread; expected 'thread NAME { … }'");
        if (threads.Count > MostThreads)
            mistakes.Add(threads[^1].At, $"{threads.Count} threads; expected {MostThreads} at most");
    }

    private void CheckHead()
    {
        if (items[0] is not ScenarioItem && !mistakes.Unread.Contains("scenario"))
            mistakes.Add(items[0].At,
                "a file begins with its name; expected 'scenario NAME \"title\"' before everything else");
        foreach (var second in All<ScenarioItem>().Skip(1))
            mistakes.Add(second.At, "a second scenario in one file; expected one, put this in a file of its own");
        CheckParams();
        var tables = All<PageItem>().SelectMany(p => p.Attributes).Select(a => a.Table).OfType<Number>();
        foreach (var number in All<VarItem>().Select(v => v.Initial).Concat(tables))
            mistakes.AddIfTooLarge(number);
        if (All<FrameItem>().Sum(f => f.Names.Count) is > MostFrames and var frames)
            mistakes.Add(All<FrameItem>().Last().At, $"{frames} spare frames; expected {MostFrames} at most");
        foreach (var twice in All<TlbItem>().GroupBy(t => (t.Core.Text, t.Page?.Text)).SelectMany(g => g.Skip(1)))
            mistakes.Add(twice.At,
                $"a second tlb line for {twice.Core.Text} and {twice.Page?.Text ?? "*"}; expected one");
    }

    private void CheckParams()
    {
        foreach (var param in All<ParamItem>())
            foreach (var twice in param.Values.GroupBy(v => v.Text).Where(g => g.Count() > 1))
                mistakes.Add(twice.Last().At,
                    $"parameter {param.Name.Text} has the value {twice.Key} twice; expected different values");
        var rows = All<ParamItem>().Aggregate(1.0, (n, p) => n * p.Values.Count);
        if (rows > MostRows)
            mistakes.Add(All<ParamItem>().Last().At, $"the parameters make {rows:0} rows; expected {MostRows} at most");
    }

    private T? Single<T>(string word) where T : Item
    {
        foreach (var second in All<T>().Skip(1))
            mistakes.Add(second.At, $"a second '{word}' line; expected one, write all of it there");
        return All<T>().FirstOrDefault();
    }

    private TlbLine Tlb(TlbItem item)
    {
        if (!_names.Threads.Contains(item.Core.Text))
            mistakes.Unknown(item.Core, "thread", _names.Threads);
        if (item.Page is { } page && !_names.Pages.Contains(page.Text))
            mistakes.Unknown(page, "page", _names.Pages);
        if (!TlbStates.Contains(item.Filled.Text))
            mistakes.Unknown(item.Filled, "state of a TLB", TlbStates);
        else if (item.Filled.Text == "off" && item.Page is { } one)
            mistakes.Add(one.At, $"a core is off for every page; expected 'tlb {item.Core.Text} * : off'");
        return new(item.Core.Text, item.Page?.Text, item.Filled.Text);
    }

    private Marks MarkOf(Name name)
    {
        var mark = MarkWords.All.Where(m => m.Name == name.Text).Select(m => m.Mark).FirstOrDefault();
        if (mark == Marks.None)
            mistakes.Unknown(name, "mark", MarkWords.All.Select(m => m.Name));
        return mark;
    }

    private void CheckLiberties()
    {
        foreach (var wrong in All<AllowItem>().SelectMany(a => a.Words).Where(w => !Liberties.Contains(w.Text)))
            mistakes.Unknown(wrong, "liberty", Liberties);
    }

    private bool Allows(string liberty) => All<AllowItem>().SelectMany(a => a.Words).Any(w => w.Text == liberty);
}
