using System.Globalization;
using System.Xml.Linq;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Reports.Pages;

namespace Emulator.Reports.Exports;

/// <summary>A counterexample as a picture, SVG: time downwards, the marks and a lane for each actor with its
/// translations, locks and flushes, the steps' words beside; light or dark as its viewer is.</summary>
internal sealed class SvgExport
{
    private const int LineHeight = 17, Columns = 74, Number = 34;
    private const string Signs = "solid: a mark that a later round finds; hatched: a stale translation; violet: a lock "
        + "is held; dashes: a flush isn't answered";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly Run _run;
    private readonly XElement _picture;
    private readonly List<List<string>> _words;
    private readonly List<int> _tops = [];
    private readonly Dictionary<string, int> _lanes = [];
    private readonly int _top, _text, _bottom;

    private SvgExport(Run run)
    {
        _run = run;
        List<string> start = ["at the start", .. run.Loss.Step == 0 ? Wrapped($"✕ {run.Loss.Why}.") : []];
        _words = [start, .. run.Steps.Select(WordsOf)];
        // Names stand upwards, below the title and the verdict.
        _top = 64 + 8 * run.Actors.Select(a => a.Id.Length).Append("marked A".Length).Max();
        var y = _top;
        foreach (var lines in _words)
        {
            _tops.Add(y);
            y += LineHeight * lines.Count + 10;
        }
        _bottom = y;
        _picture = new(Svg + "svg");
        _text = Heads() + Number;
        var width = _text + 7 * Columns + 40;
        _picture.Add(new XAttribute("viewBox", $"0 0 {width} {_bottom + 30}"), new XAttribute("width", width),
            new XAttribute("role", "img"), new XElement(Svg + "title", Title),
            new XElement(Svg + "desc", run.Loss.Why));
        _picture.AddFirst(new XElement(Svg + "style", Template.Text("picture.css")), Patterns());
    }

    public static string Of(Run run) => new SvgExport(run).Drawn();

    private string Title => $"{_run.Scenario.Name} on {_run.Architecture}"
        + $"{string.Concat(_run.Params.Select(p => $", {p.Key} = {p.Value}"))}: {_run.Property} is violated";

    private List<RunState> States => [_run.Start, .. _run.Steps.Select(s => s.After)];

    private string Drawn()
    {
        Window();
        foreach (var x in _lanes.Values)
            Line("lane", x, _top, x, _bottom);
        foreach (var (page, n) in _run.Pages.Select((p, n) => (p.Id, n)))
            Bars("marked", 20 + 20 * n, 9, s => s.Marks.TryGetValue(page, out var marks) && marks.Count > 0);
        foreach (var actor in _run.Actors)
            Actor(actor);
        Flushes();
        for (var n = 0; n < _words.Count; n++)
            Words(n);
        Text("title", 12, 24, _run.Scenario.Title.Length > 0 ? _run.Scenario.Title : _run.Scenario.Name);
        Text("verdict", 12, 44, $"✕ {Title}");
        Text("head", 12, _bottom + 20, Signs);
        return _picture + "\n";
    }

    private List<string> WordsOf(RunStep step)
    {
        var said = step.Told.SelectMany((sentence, n) => Wrapped(n > 0 && sentence.StartsWith($"{step.Actor} ",
            StringComparison.Ordinal) ? $"  {sentence[(step.Actor.Length + 1)..]}" : sentence));
        var causes = _run.Loss.Causes.Where(c => c.Step == step.Number)
            .Select(c => $"◂ cause: {CauseWords.Of(c.Role)}");
        return [.. said, .. causes, .. step.Number == _run.Loss.Step ? Wrapped($"✕ {_run.Loss.Why}.") : []];
    }

    private static IEnumerable<string> Wrapped(string text) => TraceText.Wrap(text, "", "  ", Columns);

    // The columns, from the left, with their names; where the steps' numbers begin.
    private int Heads()
    {
        var x = 24;
        foreach (var page in _run.Pages)
        {
            Upwards($"marked {page.Id}", x);
            x += 20;
        }
        foreach (var actor in _run.Actors)
        {
            _lanes[actor.Id] = x + 10;
            Upwards(actor.Id, x + 14);
            x += 34 + 14 * actor.Caches.Count;
        }
        return x + 8;
    }

    private void Actor(RunActor actor)
    {
        var lane = _lanes[actor.Id];
        foreach (var (n, page) in actor.Caches.Index())
            foreach (var relation in Enum.GetValues<Relation>())
                Bars(relation == Relation.Stale ? "stale" : "cached", lane + 8 + 14 * n, 9, s =>
                    s.Tlb.TryGetValue(actor.Id, out var tlb) && tlb.TryGetValue(page, out var t)
                    && t.Relation == relation);
        Bars("lock", lane + 10 + 14 * actor.Caches.Count, 3, s => s.Locks.Any(l => l.Holders.Contains(actor.Id)));
    }

    private void Flushes()
    {
        foreach (var owed in States.SelectMany(s => s.Owed).Select(o => (o.Flush, o.By, o.To)).Distinct())
            foreach (var (first, last) in Spans(s => s.Owed.Any(o => (o.Flush, o.By, o.To) == owed)))
                _picture.Add(new XElement(Svg + "path", new XAttribute("class", "flush"), new XAttribute("d",
                    $"M{_lanes[owed.To]} {From(first)} H{_lanes[owed.By] + 4} V{To(last)}")));
    }

    private void Window()
    {
        if (_run.Loss.Window is { } w && w.Opens < _tops.Count)
            Box("doom", 12, From(w.Opens), _text - Number - 20, Math.Max(0, (w.Closes < _tops.Count ? _tops[w.Closes]
                : _bottom) - From(w.Opens)));
    }

    private void Words(int n)
    {
        var isLoss = n > 0 && n == _run.Loss.Step;
        if (n > 0)
            Text(isLoss ? "lost" : "number", _text - 26, From(n) + 4, n.ToString(CultureInfo.InvariantCulture));
        foreach (var (line, words) in _words[n].Index())
            Text(isLoss || words.StartsWith('◂') ? "lost" : "words", _text, From(n) + 4 + LineHeight * line, words);
        if (n == 0 || !_lanes.TryGetValue(_run.Steps[n - 1].Actor, out var x))
            return;
        _picture.Add(new XElement(Svg + "circle", new XAttribute("class", isLoss ? "loss" : "step"),
            new XAttribute("cx", x), new XAttribute("cy", From(n)), new XAttribute("r", isLoss ? 8 : 3)));
        if (isLoss)
            Text("cross", x - 4, From(n) + 4, "✕");
    }

    private int From(int state) => state == 0 ? _top : _tops[state] + 12;

    private int To(int state) => state + 1 < _tops.Count ? From(state + 1) : _bottom;

    private IEnumerable<(int First, int Last)> Spans(Func<RunState, bool> holds)
    {
        var answers = States.Select(holds).ToList();
        for (var n = 0; n < answers.Count; n++)
            if (answers[n])
            {
                var first = n;
                while (n + 1 < answers.Count && answers[n + 1])
                    n++;
                yield return (first, n);
            }
    }

    private void Bars(string kind, int x, int width, Func<RunState, bool> holds)
    {
        foreach (var (first, last) in Spans(holds))
            Box(kind, x, From(first), width, Math.Max(2, To(last) - From(first)));
    }

    private static XElement Patterns() => new(Svg + "defs", Pattern("hatch", "hatchline", 5), Pattern("doomed",
        "doomline", 9));

    private static XElement Pattern(string id, string kind, int size) => new(Svg + "pattern", new XAttribute("id", id),
        new XAttribute("width", size), new XAttribute("height", size),
        new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
        new XElement(Svg + "line", new XAttribute("class", kind), new XAttribute("y2", size)));

    private void Box(string kind, int x, int y, int width, int height) => _picture.Add(new XElement(Svg + "rect",
        new XAttribute("class", kind), new XAttribute("x", x), new XAttribute("y", y), new XAttribute("width", width),
        new XAttribute("height", height)));

    private void Line(string kind, int x1, int y1, int x2, int y2) => _picture.Add(new XElement(Svg + "line",
        new XAttribute("class", kind), new XAttribute("x1", x1), new XAttribute("y1", y1), new XAttribute("x2", x2),
        new XAttribute("y2", y2)));

    private void Text(string kind, int x, int y, string words) => _picture.Add(new XElement(Svg + "text",
        new XAttribute("class", kind), new XAttribute("x", x), new XAttribute("y", y),
        new XAttribute(XNamespace.Xml + "space", "preserve"), words));

    private void Upwards(string words, int x) => _picture.Add(new XElement(Svg + "text",
        new XAttribute("class", "head"), words,
        new XAttribute("transform", $"translate({x + 4} {_top - 6}) rotate(-90)")));
}
