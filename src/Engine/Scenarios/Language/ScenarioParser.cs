using System.Buffers;
using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Reads a scenario's text to its end, past its mistakes.</summary>
internal sealed class ScenarioParser
{
    private const int LargestText = 1 << 17;

    // No text has them.
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xa0).Select(n => (char)n).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r'))]);

    private readonly HashSet<string> _unread = [];
    private Item? _before;
    private readonly List<Mistake> _mistakes = [];
    private readonly ExpressionParser _expressions = new();
    private readonly StatementParser _statements;
    private readonly Dictionary<string, TokenListParser<Lexeme, Item>> _items;

    private ScenarioParser()
    {
        _statements = new(_expressions, _mistakes);
        _items = ItemParsers();
    }

    /// <summary>The words that an item can begin with.</summary>
    public static IReadOnlyList<string> ItemWords { get; } =
        ["scenario", "source", "about", "param", "var", "frame", "page", "tlb", "thread", "mkwrite", "marks", "allow", "arch", "assert", "expect"];

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole file.</param>
    /// <returns>The items that could be read, what is wrong with the rest, and the words that the rest begins with.</returns>
    public static (IReadOnlyList<Item> Items, IReadOnlyList<Mistake> Mistakes, IReadOnlySet<string> Unread) Read(string text)
    {
        var parser = new ScenarioParser();
        if (text.Length > LargestText)
            return ([], [new(new(1, 1, 1), $"the file has {text.Length:#,0} characters; expected a scenario, of {LargestText:#,0} at most")], parser._unread);
        if (text.AsSpan().IndexOfAny(Controls) is >= 0 and var at)
            return ([], [new(new(text.AsSpan(0, at).Count('\n') + 1, at - text.AsSpan(0, at).LastIndexOf('\n'), 1), $"a control character (U+{(int)text[at]:X4}); expected the text of a scenario")], parser._unread);
        var items = parser.Items(Lexemes.Tokenizer.Tokenize(text), text);
        return (items, parser._mistakes, parser._unread);
    }

    private List<Item> Items(TokenList<Lexeme> input, string text)
    {
        var items = new List<Item>();
        if (input.IsAtEnd)
            _mistakes.Add(new(new(1, 1, 1), "the file says nothing; expected 'scenario NAME \"title\"' and what follows it"));
        try
        {
            while (!input.IsAtEnd)
                input = Item(input, items);
        }
        catch (NestingException e)
        {
            var end = new At(text.Count(c => c == '\n') + 1, text.Length - text.LastIndexOf('\n'), 1);
            _mistakes.Add(new(e.At ?? end, $"{e.Message}; expected a simpler text"));
            items.Clear();
        }
        return items;
    }

    // One item, or what can't be one; afterwards the next item begins.
    private TokenList<Lexeme> Item(TokenList<Lexeme> input, List<Item> items)
    {
        var first = input.First();
        var word = first.ToStringValue();
        if (first.Kind != Lexeme.Name || !_items.TryGetValue(word, out var parser))
        {
            NoItem(first);
            return NextItem(input.ConsumeToken().Remainder, first.Position.Line);
        }
        var result = parser(input);
        if (result.HasValue)
        {
            items.Add(result.Value);
            _before = result.Value;
            return result.Remainder;
        }
        _mistakes.Add(StatementParser.MistakeOf(result));
        _unread.Add(word);
        _before = null;
        return NextItem(result.Remainder.IsAtEnd || result.Remainder.Position > input.Position ? result.Remainder : input.ConsumeToken().Remainder, first.Position.Line);
    }

    // In the middle of a line it is the item before that goes on wrongly.
    private void NoItem(Token<Lexeme> token)
    {
        string[] more = Lexemes.BeginsLine(token) ? [] : _before switch { PageItem => ScenarioChecker.Attributes, ExpectItem => ["on", "when", "and"], _ => [] };
        var meant = Nearest.To(token.ToStringValue(), [.. ItemWords, .. more]);
        var expected = $"{string.Concat(more.Select(m => $"{m}, "))}{(more.Length > 0 ? "or " : "")}an item: {string.Join(", ", ItemWords)}";
        _mistakes.Add(StatementParser.Unexpected(token, expected + (meant is null ? "" : $"; did you mean {meant}?")));
        if (meant is not null)
            _unread.Add(meant);
        if (_before is ParamItem && !Lexemes.BeginsLine(token))
            _unread.Add("param");
        if (_before is AssertItem && !Lexemes.BeginsLine(token))
            _unread.Add("assert");
    }

    // The next line that begins with an item's word.
    private static TokenList<Lexeme> NextItem(TokenList<Lexeme> input, int line)
    {
        while (!input.IsAtEnd)
        {
            var token = input.First();
            if (token.Position.Line > line && token.Kind == Lexeme.Name && ItemWords.Contains(token.ToStringValue()))
                break;
            input = input.ConsumeToken().Remainder;
        }
        return input;
    }

    private Dictionary<string, TokenListParser<Lexeme, Item>> ItemParsers()
    {
        var name = ExpressionParser.Name;
        var number = ExpressionParser.Number;
        var text = P.EqualTo(Lexeme.Text).Select(t => t.ToStringValue()[1..^1]);
        TokenListParser<Lexeme, Token<Lexeme>> symbol(Lexeme kind) => P.EqualTo(kind);
        TokenListParser<Lexeme, At> word(string w) => P.EqualToValue(Lexeme.Name, w).Select(ExpressionParser.AtOf);
        TokenListParser<Lexeme, Name[]> list(Lexeme divider) => name.AtLeastOnceDelimitedBy(symbol(divider));
        var attribute = from w in name
                        from table in (from o in symbol(Lexeme.Open) from n in number from c in symbol(Lexeme.Close) select n).OptionalOrDefault()
                        select new PageAttribute(w, table);
        var test = from param in name from sign in symbol(Lexeme.Is) from value in name select (param, value);
        return new()
        {
            ["scenario"] = from at in word("scenario") from n in name from title in text.OptionalOrDefault("") select (Item)new ScenarioItem(at, n, title),
            ["source"] = from at in word("source") from s in text select (Item)new SourceItem(at, s),
            ["about"] = from at in word("about") from key in name from s in text select (Item)new AboutItem(at, key, s),
            ["param"] = from at in word("param") from n in name from i in symbol(Lexeme.Is) from values in list(Lexeme.Or) select (Item)new ParamItem(at, n, values),
            ["var"] = from at in word("var") from n in name from i in symbol(Lexeme.Is) from value in number select (Item)new VarItem(at, n, value),
            ["frame"] = from at in word("frame") from names in list(Lexeme.Comma) select (Item)new FrameItem(at, names),
            ["page"] = from at in word("page")
                       from names in list(Lexeme.Comma)
                       from frame in (from arrow in symbol(Lexeme.Arrow) from f in name select f).OptionalOrDefault()
                       from colon in symbol(Lexeme.Colon)
                       from attributes in PageAttributes(attribute)
                       select (Item)new PageItem(at, names, frame, attributes),
            ["tlb"] = from at in word("tlb")
                      from core in name
                      from page in name.Select(n => (Name?)n).Or(symbol(Lexeme.Star).Select(_ => (Name?)null))
                      from colon in symbol(Lexeme.Colon)
                      from filled in name
                      select (Item)new TlbItem(at, core, page, filled),
            ["thread"] = from at in word("thread") from n in name from body in _statements.Block select (Item)new ThreadItem(at, n, body),
            ["mkwrite"] = from at in word("mkwrite")
                          from open in symbol(Lexeme.Open)
                          from n in name
                          from close in symbol(Lexeme.Close)
                          from body in _statements.Block
                          select (Item)new MkWriteItem(at, n, body),
            ["marks"] = from at in word("marks") from names in list(Lexeme.Comma) select (Item)new MarksItem(at, names),
            ["allow"] = from at in word("allow") from names in list(Lexeme.Comma) select (Item)new AllowItem(at, names),
            ["arch"] = from at in word("arch") from names in list(Lexeme.Comma) select (Item)new ArchItem(at, names),
            ["assert"] = from at in word("assert") from names in list(Lexeme.Comma) select (Item)new AssertItem(at, names),
            ["expect"] = from at in word("expect")
                         from property in name
                         from verdict in name
                         from places in (from o in word("on") from names in list(Lexeme.Comma) select names).OptionalOrDefault([])
                         from when in (from w in word("when") from tests in test.AtLeastOnceDelimitedBy(word("and")) select tests).OptionalOrDefault([])
                         select (Item)new ExpectItem(at, property, verdict, places, when),
        };
    }

    // Attributes go on until a word that begins an item, or a line that begins with no attribute.
    private static TokenListParser<Lexeme, PageAttribute[]> PageAttributes(TokenListParser<Lexeme, PageAttribute> attribute) => input =>
    {
        var attributes = new List<PageAttribute>();
        var rest = input;
        while (!rest.IsAtEnd && rest.First() is { Kind: Lexeme.Name } token && !ItemWords.Contains(token.ToStringValue())
            && (ScenarioChecker.Attributes.Contains(token.ToStringValue()) || !Lexemes.BeginsLine(token)))
        {
            var one = attribute(rest);
            if (!one.HasValue)
                return TokenListParserResult.CastEmpty<Lexeme, PageAttribute, PageAttribute[]>(one);
            attributes.Add(one.Value);
            rest = one.Remainder;
        }
        return TokenListParserResult.Value<Lexeme, PageAttribute[]>([.. attributes], input, rest);
    };
}
