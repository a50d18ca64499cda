using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The names that a scenario declares, each once.</summary>
internal sealed class Names
{
    private readonly Mistakes _mistakes;
    private readonly Dictionary<string, (string What, Name Name)> _declared = [];
    private readonly Dictionary<string, int> _frames = [];
    private readonly HashSet<string> _anywhere;

    public Names(IReadOnlyList<Item> items, Mistakes mistakes)
    {
        _mistakes = mistakes;
        _anywhere = [.. items.SelectMany(i => i switch { FrameItem f => f.Names, PageItem p => p.Names, _ => [] })
            .Select(n => n.Text)];
        foreach (var item in items)
            switch (item)
            {
                case FrameItem f: foreach (var name in f.Names) AddFrame(name); break;
                case PageItem p: foreach (var name in p.Names) AddPage(name, p.Frame); break;
                case ParamItem p: AddParam(p); break;
                case VarItem v: AddVar(v.Name); break;
                case ThreadItem t: DeclareThread(t.Name); break;
            }
        foreach (var v in items.OfType<VarItem>().Where(v => Values.Contains(v.Name.Text)))
            mistakes.Add(v.Name.At,
                $"{v.Name.Text} is a value of a parameter already; expected a name of its own: where it stands, "
                + "nobody could tell which is meant");
        Params = [.. items.OfType<ParamItem>().Select(p => p.Name.Text)];
    }

    public List<string> Frames { get; } = [];

    public List<string> Pages { get; } = [];

    public List<string> Threads { get; } = [];

    public HashSet<string> Vars { get; } = [];

    public IReadOnlyList<string> Params { get; }

    /// <summary>Every value of every parameter.</summary>
    public HashSet<string> Values { get; } = [];

    /// <summary>The values of each parameter.</summary>
    public Dictionary<string, IReadOnlyList<Name>> ValuesOf { get; } = [];

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
            NoFrame(name, of);
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

    private void NoFrame(Name page, Name of)
    {
        if (of.Text != page.Text && _anywhere.Contains(of.Text))
            _mistakes.Add(of.At, $"'{of.Text}' is declared further down; expected a frame or an earlier page");
        else
            _mistakes.Unknown(of, "frame or earlier page", _frames.Keys,
                of.Text == page.Text ? ": a page isn't its own frame" : "");
    }

    private void AddParam(ParamItem param)
    {
        Declare(param.Name, "parameter");
        Values.UnionWith(param.Values.Select(v => v.Text));
        ValuesOf.TryAdd(param.Name.Text, param.Values);
    }

    private void AddVar(Name name)
    {
        if (Declare(name, "variable"))
            Vars.Add(name.Text);
    }

    private void DeclareThread(Name name)
    {
        if (Threads.Contains(name.Text))
            _mistakes.Add(name.At, $"a second thread named {name.Text}; expected a name of its own");
        Threads.Add(name.Text);
    }

    // A thread may be called like a page: nothing takes both.
    private bool Declare(Name name, string what)
    {
        if (_declared.TryAdd(name.Text, (what, name)))
            return true;
        var known = _declared[name.Text];
        _mistakes.Add(name.At,
            $"{name.Text} is declared as a {known.What} in line {known.Name.At.Line} already; expected a name of its "
            + "own");
        return false;
    }
}
