using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of items, the lines of a scenario outside its threads.</summary>
internal sealed class ItemParser
{
    private static readonly TokenListParser<Lexeme, Name> NameOf = ExpressionParser.Name;
    private static readonly TokenListParser<Lexeme, Number> NumberOf = ExpressionParser.Number;

    private static readonly TokenListParser<Lexeme, string> TextOf =
        P.EqualTo(Lexeme.Text).Select(t => t.ToStringValue()[1..^1]);

    private static readonly TokenListParser<Lexeme, PageAttribute> Attribute =
        from word in NameOf
        from table in (from o in P.EqualTo(Lexeme.Open)
                       from n in NumberOf
                       from c in P.EqualTo(Lexeme.Close)
                       select n).OptionalOrDefault()
        select new PageAttribute(word, table);

    private static readonly TokenListParser<Lexeme, (Name Param, Name Value)> Test =
        from param in NameOf
        from sign in P.EqualTo(Lexeme.Is)
        from value in NameOf
        select (param, value);

    private static readonly TokenListParser<Lexeme, Item> Scenario =
        from at in Word("scenario")
        from name in NameOf
        from title in TextOf.OptionalOrDefault("")
        select (Item)new ScenarioItem(at, name, title);

    private static readonly TokenListParser<Lexeme, Item> Source =
        from at in Word("source")
        from text in TextOf
        select (Item)new SourceItem(at, text);

    private static readonly TokenListParser<Lexeme, Item> About =
        from at in Word("about")
        from key in NameOf
        from text in TextOf
        select (Item)new AboutItem(at, key, text);

    private static readonly TokenListParser<Lexeme, Item> Param =
        from at in Word("param")
        from name in NameOf
        from sign in P.EqualTo(Lexeme.Is)
        from values in List(Lexeme.Or)
        select (Item)new ParamItem(at, name, values);

    private static readonly TokenListParser<Lexeme, Item> Var =
        from at in Word("var")
        from name in NameOf
        from sign in P.EqualTo(Lexeme.Is)
        from value in NumberOf
        select (Item)new VarItem(at, name, value);

    private static readonly TokenListParser<Lexeme, Item> Page =
        from at in Word("page")
        from names in List(Lexeme.Comma)
        from frame in (from arrow in P.EqualTo(Lexeme.Arrow) from f in NameOf select f).OptionalOrDefault()
        from colon in P.EqualTo(Lexeme.Colon)
        from attributes in (TokenListParser<Lexeme, PageAttribute[]>)Attributes
        select (Item)new PageItem(at, names, frame, attributes);

    private static readonly TokenListParser<Lexeme, Item> Tlb =
        from at in Word("tlb")
        from core in NameOf
        from page in NameOf.Select(n => (Name?)n).Or(P.EqualTo(Lexeme.Star).Select(_ => (Name?)null))
        from colon in P.EqualTo(Lexeme.Colon)
        from filled in NameOf
        select (Item)new TlbItem(at, core, page, filled);

    private readonly StatementParser _statements;

    public ItemParser(StatementParser statements, TraitParser traits)
    {
        _statements = statements;
        ByWord = new Dictionary<string, TokenListParser<Lexeme, Item>>
        {
            ["scenario"] = Scenario,
            ["source"] = Source,
            ["about"] = About,
            ["param"] = Param,
            ["var"] = Var,
            ["frame"] = Listing("frame", (at, names) => new FrameItem(at, names)),
            ["page"] = Page,
            ["tlb"] = Tlb,
            ["thread"] = Thread(),
            ["mkwrite"] = MkWrite(),
            ["marks"] = Listing("marks", (at, names) => new MarksItem(at, names)),
            ["allow"] = Listing("allow", (at, names) => new AllowItem(at, names)),
            ["arch"] = Arch(traits),
            ["assert"] = Listing("assert", (at, names) => new AssertItem(at, names)),
            ["expect"] = Expect(traits),
        };
    }

    /// <summary>The words that an item can begin with.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "scenario", "source", "about", "param", "var", "frame", "page", "tlb", "thread", "mkwrite", "marks", "allow",
        "arch", "assert", "expect",
    ];

    /// <summary>The grammar of each item, by the word that it begins with.</summary>
    public IReadOnlyDictionary<string, TokenListParser<Lexeme, Item>> ByWord { get; }

    private static TokenListParser<Lexeme, At> Word(string word) =>
        P.EqualToValue(Lexeme.Name, word).Select(ExpressionParser.AtOf);

    private static TokenListParser<Lexeme, Name[]> List(Lexeme divider) =>
        NameOf.AtLeastOnceDelimitedBy(P.EqualTo(divider));

    private static TokenListParser<Lexeme, Item> Listing(string word, Func<At, IReadOnlyList<Name>, Item> item) =>
        from at in Word(word)
        from names in List(Lexeme.Comma)
        select item(at, names);

    private static TokenListParser<Lexeme, Item> Arch(TraitParser traits) =>
        from at in Word("arch")
        from its in traits.Where.Select(test => new ArchItem(at, [], test))
            .Or(List(Lexeme.Comma).Select(names => new ArchItem(at, names, null)))
        select (Item)its;

    private static TokenListParser<Lexeme, Item> Expect(TraitParser traits) =>
        from at in Word("expect")
        from property in NameOf
        from verdict in NameOf
        from places in On
        from its in traits.Where.Select(test => (TraitTest?)test).OptionalOrDefault()
        from more in On
        from when in (from w in Word("when")
                      from tests in Test.AtLeastOnceDelimitedBy(Word("and"))
                      select tests).OptionalOrDefault([])
        select (Item)new ExpectItem(at, property, verdict, [.. places, .. more], its, when);

    private static readonly TokenListParser<Lexeme, Name[]> On =
        (from word in Word("on") from names in List(Lexeme.Comma) select names).OptionalOrDefault([]);

    private TokenListParser<Lexeme, Item> Thread() =>
        from at in Word("thread")
        from name in NameOf
        from body in _statements.Block
        select (Item)new ThreadItem(at, name, body);

    private TokenListParser<Lexeme, Item> MkWrite() =>
        from at in Word("mkwrite")
        from open in P.EqualTo(Lexeme.Open)
        from page in NameOf
        from close in P.EqualTo(Lexeme.Close)
        from body in _statements.Block
        select (Item)new MkWriteItem(at, page, body);

    // They go on until a word that begins an item, or a line that begins with no attribute.
    private static TokenListParserResult<Lexeme, PageAttribute[]> Attributes(TokenList<Lexeme> input)
    {
        var attributes = new List<PageAttribute>();
        var rest = input;
        while (!rest.IsAtEnd && IsAttribute(rest.First()))
        {
            var one = Attribute(rest);
            if (!one.HasValue)
                return TokenListParserResult.CastEmpty<Lexeme, PageAttribute, PageAttribute[]>(one);
            attributes.Add(one.Value);
            rest = one.Remainder;
        }
        return TokenListParserResult.Value<Lexeme, PageAttribute[]>([.. attributes], input, rest);
    }

    private static bool IsAttribute(Token<Lexeme> token) =>
        token.Kind == Lexeme.Name && token.ToStringValue() is var word && !Words.Contains(word)
        && (PageAttribute.Words.Contains(word) || !Lexemes.BeginsLine(token));
}
