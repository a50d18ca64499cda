using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Checks that every trait is known.</summary>
internal sealed class TraitChecker(Mistakes mistakes)
{
    public void Check(IEnumerable<Item> items)
    {
        foreach (var trait in items.Select(WhereOf).OfType<TraitTest>().SelectMany(w => w.Names))
            Check(trait);
    }

    private static TraitTest? WhereOf(Item item) =>
        item switch { ArchItem a => a.Where, ExpectItem e => e.Where, _ => null };

    private void Check(TraitName trait)
    {
        var words = Traits.WordsOf(trait.Name.Text);
        if (Traits.Find(trait.Text) is not null)
            return;
        if (words.Count > 0 && trait.Word is { } word)
            mistakes.Unknown(word, $"word of {trait.Name.Text}", words);
        else if (words.Count > 0)
            mistakes.Add(trait.Name.At, $"{trait.Name.Text} is said of a word; expected "
                + string.Join(", ", words.Select(w => $"{trait.Name.Text}({w})")));
        else if (Traits.Find(trait.Name.Text) is not null)
            mistakes.Add(trait.Name.At, $"{trait.Name.Text} isn't said of a word; expected {trait.Name.Text} alone");
        else
            mistakes.Unknown(trait.Name, "trait", Traits.All.Select(t => t.Name.Split('(')[0]));
    }
}
