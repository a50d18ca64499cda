using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Checks what a scenario asserts, and what it expects of that.</summary>
internal sealed class PropertyChecker
{
    private readonly IReadOnlyList<Item> _items;
    private readonly Mistakes _mistakes;
    private readonly List<Property> _asserts = [];
    private bool _misspelt;

    public PropertyChecker(IReadOnlyList<Item> items, Mistakes mistakes)
    {
        (_items, _mistakes) = (items, mistakes);
        foreach (var name in items.OfType<AssertItem>().SelectMany(a => a.Properties))
            if (Properties.Find(name.Text) is not { } property)
                Misspelt(name);
            else if (!_asserts.Contains(property))
                _asserts.Add(property);
        if (!items.OfType<AssertItem>().Any() && !mistakes.Unread.Contains("assert"))
            mistakes.Add(items[0].At,
                "the scenario asserts nothing; expected 'assert no_lost_write' or another property");
    }

    /// <summary>What is asserted, each property once.</summary>
    public IReadOnlyList<Property> Asserts => _asserts;

    /// <summary>What is expected; what is wrong with the rest is a mistake.</summary>
    public IReadOnlyList<Expectation> Expectations() =>
        [.. _items.OfType<ExpectItem>().Select(Expected).OfType<Expectation>()];

    private void Misspelt(Name property)
    {
        _misspelt = true;
        _mistakes.Unknown(property, "property", Properties.All.Select(p => p.Name));
    }

    private Expectation? Expected(ExpectItem item)
    {
        if (item.Verdict.Text is not ("holds" or "violated"))
            _mistakes.Unknown(item.Verdict, "verdict", ["holds", "violated"]);
        CheckWhen(item);
        if (Properties.Find(item.Property.Text) is not { } property)
            _mistakes.Unknown(item.Property, "property", Properties.All.Select(p => p.Name));
        else if (_asserts.Contains(property))
            return new(property, item.Verdict.Text == "holds", item.On, item.Where,
                [.. item.When.Select(w => (w.Param.Text, w.Value.Text))], item.At);
        else if (!_misspelt && !_mistakes.Unread.Contains("assert"))
            _mistakes.Add(item.Property.At,
                $"{item.Property.Text} is expected but not asserted; add 'assert {item.Property.Text}'");
        return null;
    }

    private void CheckWhen(ExpectItem item)
    {
        var known = _items.OfType<ParamItem>().ToList();
        foreach (var twice in item.When.Select(w => w.Param).GroupBy(p => p.Text).SelectMany(g => g.Skip(1)))
            _mistakes.Add(twice.At, $"{twice.Text} is asked for twice; expected it once: no row has two values of it");
        foreach (var (param, value) in item.When)
            if (known.Find(p => p.Name.Text == param.Text) is not { } its)
                _mistakes.Unknown(param, "parameter", known.Select(p => p.Name.Text));
            else if (its.Values.All(v => v.Text != value.Text))
                _mistakes.Unknown(value, $"value of {param.Text}", its.Values.Select(v => v.Text));
    }
}
