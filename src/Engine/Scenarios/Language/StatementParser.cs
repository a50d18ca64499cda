using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of statements. A statement that can't be read is reported, and the next line is read.</summary>
internal sealed class StatementParser
{
    private readonly ExpressionParser _expressions;
    private readonly List<Mistake> _mistakes;
    private readonly Dictionary<string, TokenListParser<Lexeme, Statement>> _byWord;
    private readonly TokenListParser<Lexeme, Statement> _other;

    public StatementParser(ExpressionParser expressions, List<Mistake> mistakes)
    {
        (_expressions, _mistakes) = (expressions, mistakes);
        var (name, expression) = (ExpressionParser.Name, expressions.Expression);
        Block = expressions.Guarded<Block>(() => ReadBlock);
        TokenListParser<Lexeme, Block> body = input => !input.IsAtEnd && input.First().Kind == Lexeme.OpenBrace ? Block(input) : expressions.Guarded<Block>(() => Single)(input);
        var condition = from open in P.EqualTo(Lexeme.Open) from e in expression from close in P.EqualTo(Lexeme.Close) select e;
        var taken = from kind in name
                    from of in (from open in P.EqualTo(Lexeme.Open) from n in name from close in P.EqualTo(Lexeme.Close) select (Name?)n)
                        .Or(P.EqualToValue(Lexeme.Name, "read").Or(P.EqualToValue(Lexeme.Name, "write")).Select(t => (Name?)new Name(ExpressionParser.AtOf(t), t.ToStringValue())))
                        .OptionalOrDefault()
                    select new LockName(kind, of);
        // What stands on the next line is the next statement, whatever it is called.
        TokenListParser<Lexeme, LockName> onOneLine(TokenListParser<Lexeme, LockName> whole) => input => whole(input) is { HasValue: true, Value: { Of: { } how } found } read
            && how.At.Line != found.Kind.At.Line && how.Text is "read" or "write" ? name.Select(k => new LockName(k, null))(input) : whole(input);
        TokenListParser<Lexeme, At> word(string w) => P.EqualToValue(Lexeme.Name, w).Select(ExpressionParser.AtOf);
        TokenListParser<Lexeme, Statement> access(string w, bool isStore) =>
            from at in word(w) from targets in name.AtLeastOnceDelimitedBy(P.EqualTo(Lexeme.Or)) select (Statement)new AccessStatement(at, isStore, targets);
        TokenListParser<Lexeme, Statement> locking(string w, bool takes) => from at in word(w) from l in onOneLine(taken) select (Statement)new LockStatement(at, takes, l);
        _byWord = new()
        {
            ["load"] = access("load", isStore: false),
            ["store"] = access("store", isStore: true),
            ["lock"] = locking("lock", takes: true),
            ["unlock"] = locking("unlock", takes: false),
            ["if"] = from at in word("if")
                     from c in condition
                     from then in body
                     from otherwise in (from e in word("else") from b in body select b).OptionalOrDefault()
                     select (Statement)new IfStatement(at, c, then, otherwise),
            ["repeat"] = from at in word("repeat") from n in ExpressionParser.Number from b in Block select (Statement)new RepeatStatement(at, n, b),
            ["forever"] = from at in word("forever") from b in Block select (Statement)new ForeverStatement(at, b),
            ["until"] = from at in word("until") from c in condition from b in Block select (Statement)new UntilStatement(at, c, b),
            ["wait"] = from at in word("wait") from c in condition select (Statement)new WaitStatement(at, c),
            ["bug_on"] = from at in word("bug_on") from c in condition select (Statement)new BugOnStatement(at, c),
            ["atomic"] = from at in word("atomic") from b in Block select (Statement)new AtomicStatement(at, b),
        };
        _other = (from n in name from sign in P.EqualTo(Lexeme.Is) select n).Try()
            .Then(n => expression.Select(e => (Statement)new Assignment(n.At, n, e)))
            .Or(expression.Select(e => (Statement)new ExpressionStatement(e.At, e)));
    }

    /// <summary>The words that begin a statement.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["load", "store", "lock", "unlock", "if", "repeat", "forever", "until", "wait", "bug_on", "atomic"];

    /// <summary><c>{ … }</c></summary>
    public TokenListParser<Lexeme, Block> Block { get; }

    /// <summary>What kept something from being read.</summary>
    public static Mistake MistakeOf<T>(TokenListParserResult<Lexeme, T> result)
    {
        var expected = result.Expectations is { Length: > 0 } e ? string.Join(", ", e.Distinct().Take(8)) : "something else";
        if (result.Remainder.IsAtEnd)
            return new(new(result.ErrorPosition.Line, Math.Max(1, result.ErrorPosition.Column), 1), $"unexpected end of the file; expected {expected}");
        var first = result.Remainder.First();
        return result.ErrorMessage is { } message ? new(ExpressionParser.AtOf(first), message)
            : Unexpected(first, expected + (first.Kind == Lexeme.Is && expected == "`)`" ? "; did you mean ==?" : ""));
    }

    /// <summary>A word that can't stand where it does.</summary>
    public static Mistake Unexpected(Token<Lexeme> token, string expected) => new(ExpressionParser.AtOf(token),
        token.Kind == Lexeme.Stray && token.ToStringValue() == "\"" ? "a text without its closing '\"'; expected one on the same line"
        : $"unexpected {Lexemes.Quoted(token)}; expected {expected}");

    /// <summary>Whether an item begins here, though a block is open.</summary>
    private static bool IsItem(TokenList<Lexeme> input) => input.First() is { Kind: Lexeme.Name } first && ScenarioParser.ItemWords.Contains(first.ToStringValue())
        && Lexemes.BeginsLine(first) && Second(input, first) is { } second
        && second.Kind == (first.ToStringValue() switch { "source" => Lexeme.Text, "mkwrite" => Lexeme.Open, _ => Lexeme.Name });

    // What follows on the same line.
    private static Token<Lexeme>? Second(TokenList<Lexeme> input, Token<Lexeme> first) =>
        input.ConsumeToken().Remainder is { IsAtEnd: false } rest && rest.First() is var second && second.Position.Line == first.Position.Line ? second : null;

    private static TokenListParserResult<Lexeme, Statement> UnknownStatement(TokenList<Lexeme> input)
    {
        var word = input.First().ToStringValue();
        var meant = Nearest.To(word, Words);
        return TokenListParserResult.Empty<Lexeme, Statement>(input, word == "else" ? "unexpected 'else'; expected an if before it"
            : $"unknown statement '{word}'; expected {string.Join(", ", Words)}, a word of the vocabulary or NAME = …{(meant is null ? "" : $"; did you mean {meant}?")}");
    }

    private TokenListParserResult<Lexeme, Statement> Statement(TokenList<Lexeme> input)
    {
        _expressions.Begin();
        var first = input.IsAtEnd ? default : input.First();
        var isWord = _byWord.TryGetValue(first.HasValue ? first.ToStringValue() : "", out var parser);
        if (!isWord && first is { HasValue: true, Kind: Lexeme.Name } && Second(input, first) is { Kind: Lexeme.Name or Lexeme.Number or Lexeme.OpenBrace })
            return UnknownStatement(input);
        var result = (parser ?? _other)(input);
        if (!result.HasValue)
            return result;
        var rest = result.Remainder;
        if (!isWord && result.Value is ExpressionStatement { Value: Call } && !rest.IsAtEnd && rest.First().Kind == Lexeme.OpenBrace)
            return UnknownStatement(input);
        var ended = !rest.IsAtEnd && rest.First().Kind == Lexeme.Semicolon ? rest.ConsumeToken().Remainder : rest;
        return TokenListParserResult.Value(result.Value, input, ended);
    }

    private TokenListParserResult<Lexeme, Block> Single(TokenList<Lexeme> input)
    {
        var one = Statement(input);
        return one.HasValue
            ? TokenListParserResult.Value(new Block([one.Value]), input, one.Remainder)
            : TokenListParserResult.CastEmpty<Lexeme, Statement, Block>(one);
    }

    private TokenListParserResult<Lexeme, Block> ReadBlock(TokenList<Lexeme> input)
    {
        var open = P.EqualTo(Lexeme.OpenBrace)(input);
        if (!open.HasValue)
            return TokenListParserResult.CastEmpty<Lexeme, Token<Lexeme>, Block>(open);
        var statements = new List<Statement>();
        for (var rest = open.Remainder; ;)
        {
            if (rest.IsAtEnd || IsItem(rest))
            {
                var end = rest.IsAtEnd ? "the end of the file" : $"line {rest.First().Position.Line}";
                _mistakes.Add(new(ExpressionParser.AtOf(open.Value), $"this '{{' has no '}}'; expected one before {end}"));
                return TokenListParserResult.Value(new Block(statements), input, rest);
            }
            if (rest.First().Kind == Lexeme.CloseBrace)
                return TokenListParserResult.Value(new Block(statements), input, rest.ConsumeToken().Remainder);
            var one = Statement(rest);
            if (one.HasValue)
                statements.Add(one.Value);
            else
                _mistakes.Add(MistakeOf(one));
            rest = one.HasValue ? one.Remainder : NextStatement(rest, one.Remainder);
        }
    }

    // Past a mistake: the next line of the same block, or its end.
    private static TokenList<Lexeme> NextStatement(TokenList<Lexeme> from, TokenList<Lexeme> mistake)
    {
        var line = mistake.IsAtEnd ? int.MaxValue : mistake.First().Position.Line;
        var depth = 0;
        for (var rest = from.ConsumeToken().Remainder; ; rest = rest.ConsumeToken().Remainder)
        {
            if (rest.IsAtEnd || IsItem(rest))
                return rest;
            var token = rest.First();
            if (depth == 0 && (token.Kind == Lexeme.CloseBrace || token.Position.Line > line))
                return rest;
            depth += token.Kind switch { Lexeme.OpenBrace => 1, Lexeme.CloseBrace => -1, _ => 0 };
        }
    }
}
