using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of <c>where</c>: traits, with <c>and</c>, <c>or</c>, <c>not</c> and parentheses.</summary>
internal sealed class TraitParser
{
    private static readonly string[] Reserved = ["and", "or", "not", "on", "when", "where", .. ItemParser.Words];

    private readonly TokenListParser<Lexeme, TraitTest> _operand, _any;

    public TraitParser(ExpressionParser nesting)
    {
        var not = from word in Word("not")
                  from test in nesting.Guarded(() => _operand ?? Trait)
                  select (TraitTest)new TraitNot(test);
        var nested = from open in P.EqualTo(Lexeme.Open)
                     from test in nesting.Guarded(() => _any ?? Trait)
                     from close in P.EqualTo(Lexeme.Close)
                     select test;
        _operand = not.Or(nested).Or(Trait);
        var all = _operand.AtLeastOnceDelimitedBy(Word("and"))
            .Select(tests => tests is [var one] ? one : new TraitsAll(tests));
        _any = all.AtLeastOnceDelimitedBy(Word("or")).Select(tests => tests is [var one] ? one : new TraitsAny(tests));
        Where = from word in Word("where")
                from test in _any
                select test;
    }

    /// <summary><c>where TRAITS</c></summary>
    public TokenListParser<Lexeme, TraitTest> Where { get; }

    // A word that goes on with the line, or begins the next one, is no trait.
    private static readonly TokenListParser<Lexeme, Name> TraitWord = input =>
        !input.IsAtEnd && input.First() is { Kind: Lexeme.Name } first && !Reserved.Contains(first.ToStringValue())
            ? ExpressionParser.Name(input)
            : TokenListParserResult.Empty<Lexeme, Name>(input, ["a trait", "`not`", "`(`"]);

    private static readonly TokenListParser<Lexeme, TraitTest> Trait =
        from name in TraitWord
        from word in (from open in P.EqualTo(Lexeme.Open)
                      from w in ExpressionParser.Name
                      from close in P.EqualTo(Lexeme.Close)
                      select w).OptionalOrDefault()
        select (TraitTest)new TraitName(name, word);

    private static TokenListParser<Lexeme, Token<Lexeme>> Word(string word) => P.EqualToValue(Lexeme.Name, word);
}
