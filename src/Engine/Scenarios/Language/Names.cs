namespace Emulator.Engine.Scenarios.Language;

/// <summary>The names that a scenario declares, each once.</summary>
internal sealed class Names
{
    private readonly Mistakes _mistakes;
    private readonly Dictionary<string, (string What, Name Name)> _declared = [];
    private readonly Dictionary<string, int> _frames = [];

    public Names(IReadOnlyList<Item> items, Mistakes mistakes)
    {
        _mistakes = mistakes;
        foreach (var item in items)
            switch (item)
            {
                case FrameItem f: foreach (var name in f.Names) AddFrame(name); break;
                case PageItem p: foreach (var name in p.Names) AddPage(name, p.Frame); break;
                case ParamItem p: Declare(p.Name, "parameter"); Values.UnionWith(p.Values.Select(v => v.Text)); break;
                case VarItem v: Declare(v.Name, "variable"); Vars.Add(v.Name.Text); break;
                case ThreadItem t: DeclareThread(t.Name); break;
            }
        Params = [.. items.OfType<ParamItem>().Select(p => p.Name.Text)];
        foreach (var item in items.OfType<FrameItem>().Where(f => items.TakeWhile(i => i != f).Any(i => i is PageItem p && f.Names.Any(n => p.Frame?.Text == n.Text))))
            _mistakes.Add(item.At, "a frame that a page above has; declare it before that page");
    }

    public List<string> Frames { get; } = [];

    public List<string> Pages { get; } = [];

    public List<string> Threads { get; } = [];

    public HashSet<string> Vars { get; } = [];

    public IReadOnlyList<string> Params { get; }

    /// <summary>Every value of every parameter.</summary>
    public HashSet<string> Values { get; } = [];

    /// <summary>Frames and pages.</summary>
    public IEnumerable<string> FramesAndPages => Frames.Concat(Pages).Distinct();

    /// <summary>What a name was declared as; null: nothing.</summary>
    public string? WhatIs(string name) => _declared.TryGetValue(name, out var known) ? known.What : null;

    /// <summary>The number of a page's own frame.</summary>
    public int FrameOf(Name page, Name? of) => _frames.GetValueOrDefault(of is null ? page.Text : of.Text);

    private void AddFrame(Name name)
    {
        Declare(name, "frame");
        _frames.TryAdd(name.Text, Frames.Count);
        Frames.Add(name.Text);
    }

    private void AddPage(Name name, Name? of)
    {
        if (of is not null && !_frames.ContainsKey(of.Text))
            _mistakes.Unknown(of, of.Text == name.Text ? "frame or earlier page (a page isn't its own frame)" : "frame or earlier page", _frames.Keys);
        Declare(name, "page");
        Pages.Add(name.Text);
        if (of is not null)
        {
            _frames.TryAdd(name.Text, _frames.GetValueOrDefault(of.Text));
            return;
        }
        if (_frames.TryAdd(name.Text, Frames.Count))
            Frames.Add(name.Text);
    }

    private void DeclareThread(Name name)
    {
        if (Threads.Contains(name.Text))
            _mistakes.Add(name.At, $"a second thread named {name.Text}; expected a name of its own");
        Threads.Add(name.Text);
    }

    // A thread may be called like a page: nothing takes both.
    private void Declare(Name name, string what)
    {
        if (_declared.TryGetValue(name.Text, out var known))
            _mistakes.Add(name.At, $"{name.Text} is declared as a {known.What} in line {known.Name.At.Line} already; expected a name of its own");
        else
            _declared.Add(name.Text, (what, name));
    }
}
