using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Makes a scenario of its items, or says everything that is wrong with them.</summary>
internal sealed class ScenarioChecker
{
    public const int MostPages = 32, MostThreads = 16, MostFrames = 32;
    public static readonly string[] Attributes = ["writable", "readonly", "dirty", "clean", "young", "old", "absent", "recorded", "table"];
    private static readonly (string, string)[] Contradictions = [("writable", "readonly"), ("dirty", "clean"), ("young", "old")];
    private readonly IReadOnlyList<Item> _items;
    private readonly Mistakes _mistakes;
    private readonly Names _names;
    private bool _misspelt;

    private ScenarioChecker(IReadOnlyList<Item> items, Mistakes mistakes)
    {
        (_items, _mistakes) = (items, mistakes);
        _names = new(items, mistakes);
    }

    /// <summary>Reads a scenario.</summary>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="text">Its text.</param>
    /// <param name="architectures">Those that it may name; null: any.</param>
    /// <exception cref="ScenarioException">It has mistakes: all of them.</exception>
    public static Scenario Read(string file, string text, IReadOnlyList<string>? architectures = null)
    {
        var (items, found, unread) = ScenarioParser.Read(text);
        var mistakes = new Mistakes(found) { Unread = unread };
        var checker = items.Count == 0 ? null : new ScenarioChecker(items, mistakes);
        var scenario = checker?.Check(file, text);
        if (architectures is not null)
            checker?.CheckArchitectures(architectures);
        return mistakes.All.Count == 0 && scenario is not null ? scenario : throw ScenarioException.Of(file, text, mistakes.All);
    }

    private IEnumerable<T> All<T>() where T : Item => _items.OfType<T>();

    private Scenario Check(string file, string text)
    {
        CheckHead();
        var pages = Pages();
        var threads = All<ThreadItem>().Select(t => new ThreadText(t.Name.Text, t.Body, t.Name.At)).ToList();
        var handler = Single<MkWriteItem>("mkwrite");
        CheckTexts(handler);
        if (threads.Count == 0 && !_mistakes.Unread.Contains("thread"))
            _mistakes.Add(_items[0].At, "the scenario has no thread; expected 'thread NAME { … }'");
        if (threads.Count > MostThreads)
            _mistakes.Add(All<ThreadItem>().Last().At, $"{threads.Count} threads; expected {MostThreads} at most");
        foreach (var wrong in All<AboutItem>().Where(a => Abouts.All.All(known => known.Key != a.Key.Text)))
            _mistakes.Unknown(wrong.Key, "key of an about line", Abouts.All.Select(a => a.Key));
        var asserts = Asserts();
        var marks = Single<MarksItem>("marks");
        var first = _items[0] as ScenarioItem;
        return new()
        {
            File = file,
            Text = text,
            Name = first?.Name.Text ?? "",
            Title = first?.Title ?? "",
            Source = string.Join("; ", All<SourceItem>().Select(s => s.Text)),
            About = All<AboutItem>().GroupBy(a => a.Key.Text).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(a => a.Text))),
            Params = [.. All<ParamItem>().Select(p => new Param(p.Name.Text, [.. p.Values.Select(v => v.Text)]))],
            Vars = [.. All<VarItem>().Select(v => (v.Name.Text, v.Initial.Value))],
            Frames = [.. _names.Frames],
            SpareFrames = All<FrameItem>().Sum(f => f.Names.Count),
            Pages = pages,
            Tlbs = [.. All<TlbItem>().Select(Tlb)],
            Threads = threads,
            MkWrite = handler is null ? null : new(handler.Page.Text, handler.Body),
            Marks = marks is null ? null : marks.Marks.Aggregate(Marks.None, (all, m) => all | MarkOf(m)),
            AllowsSpeculation = Allows("speculation"),
            AllowsEviction = Allows("eviction"),
            AllowsStoreBuffers = Allows("store_buffers"),
            Architectures = [.. All<ArchItem>().SelectMany(a => a.Names)],
            Asserts = asserts,
            Expectations = [.. All<ExpectItem>().Select(e => Expect(e, asserts)).OfType<Expectation>()],
        };
    }

    // Half a thread would be accused of what its other half says: what is missing there isn't missed.
    private void CheckTexts(MkWriteItem? handler)
    {
        var unreadable = _mistakes.All.Select(m => m.At.Line).ToHashSet();
        var starts = _items.Select(i => i.At.Line).Append(int.MaxValue).ToList();
        bool IsTorn(Item item) => starts.First(l => l > item.At.Line) is var end && unreadable.Any(l => l >= item.At.Line && l < end);
        var checker = new TextChecker(_names, _mistakes, MayAskNoBug());
        foreach (var thread in All<ThreadItem>())
            checker.Thread(thread.Body, IsTorn(thread));
        if (handler is not null)
            checker.Handler(handler.Page, handler.Body, IsTorn(handler));
    }

    // It names one that isn't loaded, or expects something of one that it isn't for.
    private void CheckArchitectures(IReadOnlyList<string> loaded)
    {
        var its = All<ArchItem>().SelectMany(a => a.Names).ToList();
        var asked = All<ExpectItem>().SelectMany(e => e.On).ToList();
        foreach (var name in its.Concat(asked).Where(n => !loaded.Contains(n.Text)))
            _mistakes.Unknown(name, "architecture", loaded);
        foreach (var name in asked.Where(n => loaded.Contains(n.Text) && its.Count > 0 && its.All(a => a.Text != n.Text)))
            _mistakes.Add(name.At, $"the scenario isn't for {name.Text}: its arch line leaves it out; expected one of {string.Join(", ", its.Select(a => a.Text))}");
    }

    private bool MayAskNoBug() => _mistakes.Unread.Contains("assert")
        || All<AssertItem>().SelectMany(a => a.Properties).Any(p => Properties.Find(p.Text) is null or Property.NoBug);

    private void CheckHead()
    {
        if (_items[0] is not ScenarioItem && !_mistakes.Unread.Contains("scenario"))
            _mistakes.Add(_items[0].At, "a file begins with its name; expected 'scenario NAME \"title\"' before everything else");
        foreach (var second in All<ScenarioItem>().Skip(1))
            _mistakes.Add(second.At, "a second scenario in one file; expected one, put this in a file of its own");
        foreach (var param in All<ParamItem>())
            foreach (var twice in param.Values.GroupBy(v => v.Text).Where(g => g.Count() > 1))
                _mistakes.Add(twice.Last().At, $"parameter {param.Name.Text} has the value {twice.Key} twice; expected different values");
        var rows = All<ParamItem>().Aggregate(1.0, (n, p) => n * p.Values.Count);
        if (rows > 4096)
            _mistakes.Add(All<ParamItem>().Last().At, $"the parameters make {rows:0} rows; expected 4096 at most");
        foreach (var number in All<VarItem>().Select(v => v.Initial).Concat(All<PageItem>().SelectMany(p => p.Attributes).Select(a => a.Table).OfType<Number>()))
            CheckNumber(number, _mistakes);
        if (All<FrameItem>().Sum(f => f.Names.Count) is > MostFrames and var frames)
            _mistakes.Add(All<FrameItem>().Last().At, $"{frames} spare frames; expected {MostFrames} at most");
        foreach (var twice in All<TlbItem>().GroupBy(t => (t.Core.Text, t.Page?.Text)).SelectMany(g => g.Skip(1)))
            _mistakes.Add(twice.At, $"a second tlb line for {twice.Core.Text} and {twice.Page?.Text ?? "*"}; expected one");
    }

    /// <summary>Numbers are small.</summary>
    public static void CheckNumber(Number number, Mistakes mistakes)
    {
        if (number.Value > Number.Largest)
            mistakes.Add(number.At, $"{number.Written} is too large; expected {Number.Largest:#,0} at most");
    }

    private T? Single<T>(string word) where T : Item
    {
        foreach (var second in All<T>().Skip(1))
            _mistakes.Add(second.At, $"a second '{word}' line; expected one, write all of it there");
        return All<T>().FirstOrDefault();
    }

    private List<Page> Pages()
    {
        var pages = new List<Page>();
        foreach (var item in All<PageItem>())
            foreach (var name in item.Names)
                pages.Add(Described(new(name.Text, _names.FrameOf(name, item.Frame)), item.Attributes, name == item.Names[0]));
        if (pages.Count == 0 && !_mistakes.Unread.Contains("page"))
            _mistakes.Add(_items[0].At, "the scenario has no page; expected 'page A : writable dirty'");
        if (pages.Count > MostPages)
            _mistakes.Add(All<PageItem>().Last().At, $"{pages.Count} pages; expected {MostPages} at most");
        return pages;
    }

    private Page Described(Page page, IReadOnlyList<PageAttribute> attributes, bool report)
    {
        var words = attributes.Select(a => a.Word.Text).ToHashSet();
        if (report)
            CheckAttributes(attributes, words);
        return page with
        {
            IsWritable = !words.Contains("readonly"),
            IsDirty = words.Contains("dirty"),
            IsYoung = !words.Contains("old"),
            IsAbsent = words.Contains("absent"),
            IsRecorded = words.Contains("recorded"),
            Table = attributes.Select(a => a.Table).OfType<Number>().Select(n => n.Value).FirstOrDefault(),
        };
    }

    private void CheckAttributes(IReadOnlyList<PageAttribute> attributes, HashSet<string> words)
    {
        foreach (var a in attributes)
        {
            if (!Attributes.Contains(a.Word.Text))
                _mistakes.Unknown(a.Word, "attribute", Attributes);
            else if (a.Word.Text == "table" != a.Table is not null)
                _mistakes.Add(a.Word.At, a.Table is null ? "table without its number; expected table(1)" : $"{a.Word.Text} takes no number; expected {a.Word.Text}");
            else if (attributes.First(other => other.Word.Text == a.Word.Text) != a)
                _mistakes.Add(a.Word.At, $"{a.Word.Text} stands here twice; expected it once");
        }
        foreach (var (one, other) in Contradictions)
            if (words.Contains(one) && words.Contains(other))
                _mistakes.Add(attributes.Last(a => a.Word.Text == one || a.Word.Text == other).Word.At, $"{one} contradicts {other}; expected one of them");
        if (words.Contains("absent") && attributes.FirstOrDefault(a => a.Word.Text is not ("absent" or "recorded" or "table") && Attributes.Contains(a.Word.Text)) is { } wrong)
            _mistakes.Add(wrong.Word.At, $"{wrong.Word.Text} contradicts absent; expected recorded or table beside it alone");
    }

    private TlbLine Tlb(TlbItem item)
    {
        if (!_names.Threads.Contains(item.Core.Text))
            _mistakes.Unknown(item.Core, "thread", _names.Threads);
        if (item.Page is { } page && !_names.Pages.Contains(page.Text))
            _mistakes.Unknown(page, "page", _names.Pages);
        string[] filled = ["cached", "empty", "any", "off"];
        if (!filled.Contains(item.Filled.Text))
            _mistakes.Unknown(item.Filled, "state of a TLB", filled);
        else if (item.Filled.Text == "off" && item.Page is { } one)
            _mistakes.Add(one.At, $"a core is off for every page; expected 'tlb {item.Core.Text} * : off'");
        return new(item.Core.Text, item.Page?.Text, item.Filled.Text);
    }

    private Marks MarkOf(Name name)
    {
        var mark = MarkWords.All.Where(m => m.Name == name.Text).Select(m => m.Mark).FirstOrDefault();
        if (mark == Marks.None)
            _mistakes.Unknown(name, "mark", MarkWords.All.Select(m => m.Name));
        return mark;
    }

    private bool Allows(string word)
    {
        string[] words = ["speculation", "eviction", "store_buffers"];
        if (word == words[0])
            foreach (var wrong in All<AllowItem>().SelectMany(a => a.Words).Where(w => !words.Contains(w.Text)))
                _mistakes.Unknown(wrong, "liberty", words);
        return All<AllowItem>().SelectMany(a => a.Words).Any(w => w.Text == word);
    }

    private List<Property> Asserts()
    {
        var asserted = new List<Property>();
        foreach (var name in All<AssertItem>().SelectMany(a => a.Properties))
            if (Properties.Find(name.Text) is not { } property)
                Misspelt(name);
            else if (!asserted.Contains(property))
                asserted.Add(property);
        if (!All<AssertItem>().Any() && !_mistakes.Unread.Contains("assert"))
            _mistakes.Add(_items[0].At, "the scenario asserts nothing; expected 'assert no_lost_write' or another property");
        return asserted;
    }

    private void Misspelt(Name property)
    {
        _misspelt = true;
        _mistakes.Unknown(property, "property", Properties.All.Select(p => p.Name));
    }

    private Expectation? Expect(ExpectItem item, List<Property> asserted)
    {
        if (item.Verdict.Text is not ("holds" or "violated"))
            _mistakes.Unknown(item.Verdict, "verdict", ["holds", "violated"]);
        foreach (var twice in item.When.Select(w => w.Param).GroupBy(p => p.Text).SelectMany(g => g.Skip(1)))
            _mistakes.Add(twice.At, $"{twice.Text} is asked for twice; expected it once: no row has two values of it");
        foreach (var (param, value) in item.When)
            if (All<ParamItem>().FirstOrDefault(p => p.Name.Text == param.Text) is not { } known)
                _mistakes.Unknown(param, "parameter", All<ParamItem>().Select(p => p.Name.Text));
            else if (known.Values.All(v => v.Text != value.Text))
                _mistakes.Unknown(value, $"value of {param.Text}", known.Values.Select(v => v.Text));
        if (Properties.Find(item.Property.Text) is not { } property)
            _mistakes.Unknown(item.Property, "property", Properties.All.Select(p => p.Name));
        else if (!asserted.Contains(property) && (_misspelt || _mistakes.Unread.Contains("assert")))
            return null;
        else if (!asserted.Contains(property))
            _mistakes.Add(item.Property.At, $"{item.Property.Text} is expected but not asserted; add 'assert {item.Property.Text}'");
        else
            return new(property, item.Verdict.Text == "holds", item.On, [.. item.When.Select(w => (w.Param.Text, w.Value.Text))], item.At);
        return null;
    }
}

/// <summary>Checks what a scenario says of architectures while it is explored.</summary>
internal static class ArchitectureNames
{
    /// <summary>Something is expected of an architecture by name to which the row doesn't apply.</summary>
    /// <exception cref="ScenarioException">So it is.</exception>
    public static void CheckApplies(Scenario scenario, Row row, string architecture)
    {
        var mistakes = new Mistakes([]) { Unread = new HashSet<string>() };
        foreach (var e in scenario.Expectations.Where(e => e.Applies(row, architecture)))
            foreach (var name in e.On.Where(n => n.Text == architecture))
                mistakes.Add(name.At, $"the scenario doesn't apply to {architecture}, whose format lacks what it speaks of; leave {architecture} out");
        if (mistakes.All.Count > 0)
            throw ScenarioException.Of(scenario.File, scenario.Text, mistakes.All);
    }
}
