using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Makes the pages of a scenario of their lines.</summary>
internal sealed class PageChecker(IReadOnlyList<Item> items, Names names, Mistakes mistakes)
{
    private const int MostPages = 32;
    private static readonly (string, string)[] Contradictions =
        [("writable", "readonly"), ("dirty", "clean"), ("young", "old")];

    public IReadOnlyList<Page> Pages()
    {
        var pages = new List<Page>();
        foreach (var item in items.OfType<PageItem>())
        {
            CheckAttributes(item.Attributes);
            var own = item.Names.Select(n => new Page(n.Text, names.FrameOf(n, item.Frame)));
            pages.AddRange(own.Select(page => Described(page, item.Attributes)));
        }
        if (pages.Count == 0 && !mistakes.Unread.Contains("page"))
            mistakes.Add(items[0].At, "the scenario has no page; expected 'page A : writable dirty'");
        if (pages.Count > MostPages)
            mistakes.Add(items.OfType<PageItem>().Last().At, $"{pages.Count} pages; expected {MostPages} at most");
        return pages;
    }

    private static Page Described(Page page, IReadOnlyList<PageAttribute> attributes)
    {
        var words = attributes.Select(a => a.Word.Text).ToHashSet();
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

    private void CheckAttributes(IReadOnlyList<PageAttribute> attributes)
    {
        foreach (var attribute in attributes)
            Check(attribute, attributes.First(a => a.Word.Text == attribute.Word.Text) == attribute);
        foreach (var (one, other) in Contradictions)
            if (attributes.Any(a => a.Word.Text == one) && attributes.Any(a => a.Word.Text == other))
                mistakes.Add(attributes.Last(a => a.Word.Text == one || a.Word.Text == other).Word.At,
                    $"{one} contradicts {other}; expected one of them");
        if (attributes.Any(a => a.Word.Text == "absent") && attributes.FirstOrDefault(ContradictsAbsent) is { } wrong)
            mistakes.Add(wrong.Word.At,
                $"{wrong.Word.Text} contradicts absent; expected recorded or table beside it alone");
    }

    private void Check(PageAttribute attribute, bool isFirst)
    {
        var (at, word) = attribute.Word;
        if (!PageAttribute.Words.Contains(word))
            mistakes.Unknown(attribute.Word, "attribute", PageAttribute.Words);
        else if (word == "table" != attribute.Table is not null)
            mistakes.Add(at, attribute.Table is null
                ? "table without its number; expected table(1)"
                : $"{word} takes no number; expected {word}");
        else if (!isFirst)
            mistakes.Add(at, $"{word} stands here twice; expected it once");
    }

    private static bool ContradictsAbsent(PageAttribute attribute) =>
        attribute.Word.Text is not ("absent" or "recorded" or "table")
        && PageAttribute.Words.Contains(attribute.Word.Text);
}
