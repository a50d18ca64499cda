using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of statements. A statement that can't be read is reported, and the next line is read.</summary>
internal sealed class StatementParser
{
    private static readonly TokenListParser<Lexeme, Name?> HowOrOfWhat =
        (from open in P.EqualTo(Lexeme.Open)
         from name in ExpressionParser.Name
         from close in P.EqualTo(Lexeme.Close)
         select (Name?)name)
        .Or(P.EqualToValue(Lexeme.Name, "read").Or(P.EqualToValue(Lexeme.Name, "write"))
            .Select(t => (Name?)new Name(ExpressionParser.AtOf(t), t.ToStringValue())));

    private static readonly TokenListParser<Lexeme, LockName> AnyLock =
        from kind in ExpressionParser.Name
        from of in HowOrOfWhat.OptionalOrDefault()
        select new LockName(kind, of);

    private readonly ExpressionParser _expressions;
    private readonly List<Mistake> _mistakes;
    private readonly TokenListParser<Lexeme, Expression> _condition;
    private readonly Dictionary<string, TokenListParser<Lexeme, Statement>> _byWord;
    private readonly TokenListParser<Lexeme, Statement> _other;

    public StatementParser(ExpressionParser expressions, List<Mistake> mistakes)
    {
        (_expressions, _mistakes) = (expressions, mistakes);
        Block = expressions.Guarded<Block>(() => ReadBlock);
        _condition = from open in P.EqualTo(Lexeme.Open)
                     from e in expressions.Expression
                     from close in P.EqualTo(Lexeme.Close)
                     select e;
        _byWord = new()
        {
            ["load"] = Access("load", isStore: false),
            ["store"] = Access("store", isStore: true),
            ["lock"] = Locking("lock", takes: true),
            ["unlock"] = Locking("unlock", takes: false),
            ["if"] = If(),
            ["repeat"] = Repeat(),
            ["forever"] = Around("forever", (at, body) => new ForeverStatement(at, body)),
            ["until"] = Until(),
            ["wait"] = On("wait", (at, condition) => new WaitStatement(at, condition)),
            ["bug_on"] = On("bug_on", (at, condition) => new BugOnStatement(at, condition)),
            ["atomic"] = Around("atomic", (at, body) => new AtomicStatement(at, body)),
        };
        _other = Other();
    }

    /// <summary>The words that begin a statement.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["load", "store", "lock", "unlock", "if", "repeat", "forever", "until", "wait", "bug_on", "atomic"];

    /// <summary><c>{ … }</c></summary>
    public TokenListParser<Lexeme, Block> Block { get; }

    private static TokenListParser<Lexeme, At> Word(string word) =>
        P.EqualToValue(Lexeme.Name, word).Select(ExpressionParser.AtOf);

    private static TokenListParser<Lexeme, Statement> Access(string word, bool isStore) =>
        from at in Word(word)
        from targets in ExpressionParser.Name.AtLeastOnceDelimitedBy(P.EqualTo(Lexeme.Or))
        select (Statement)new AccessStatement(at, isStore, targets);

    private static TokenListParser<Lexeme, Statement> Locking(string word, bool takes) =>
        from at in Word(word)
        from taken in (TokenListParser<Lexeme, LockName>)LockOnOneLine
        select (Statement)new LockStatement(at, takes, taken);

    // What stands on the next line is the next statement, whatever it is called.
    private static TokenListParserResult<Lexeme, LockName> LockOnOneLine(TokenList<Lexeme> input)
    {
        var whole = AnyLock(input);
        return whole is { HasValue: true, Value: { Of: { Text: "read" or "write" } how, Kind: var kind } }
            && how.At.Line != kind.At.Line
            ? ExpressionParser.Name.Select(k => new LockName(k, null))(input)
            : whole;
    }

    private TokenListParser<Lexeme, Statement> Around(string word, Func<At, Block, Statement> statement) =>
        from at in Word(word)
        from body in Block
        select statement(at, body);

    private TokenListParser<Lexeme, Statement> On(string word, Func<At, Expression, Statement> statement) =>
        from at in Word(word)
        from condition in _condition
        select statement(at, condition);

    private TokenListParser<Lexeme, Statement> Repeat() =>
        from at in Word("repeat")
        from times in ExpressionParser.Number
        from body in Block
        select (Statement)new RepeatStatement(at, times, body);

    private TokenListParser<Lexeme, Statement> Until() =>
        from at in Word("until")
        from condition in _condition
        from body in Block
        select (Statement)new UntilStatement(at, condition, body);

    private TokenListParser<Lexeme, Statement> If() =>
        from at in Word("if")
        from condition in _condition
        from then in (TokenListParser<Lexeme, Block>)Body
        from otherwise in (from e in Word("else")
                           from body in (TokenListParser<Lexeme, Block>)Body
                           select body).OptionalOrDefault()
        select (Statement)new IfStatement(at, condition, then, otherwise);

    // A block, or a statement alone.
    private TokenListParserResult<Lexeme, Block> Body(TokenList<Lexeme> input) =>
        !input.IsAtEnd && input.First().Kind == Lexeme.OpenBrace
            ? Block(input)
            : _expressions.Guarded<Block>(() => Single)(input);

    private TokenListParser<Lexeme, Statement> Other() =>
        (from name in ExpressionParser.Name from sign in P.EqualTo(Lexeme.Is) select name).Try()
        .Then(name => _expressions.Expression.Select(e => (Statement)new Assignment(name.At, name, e)))
        .Or(_expressions.Expression.Select(e => (Statement)new ExpressionStatement(e.At, e)));

    /// <summary>What kept something from being read.</summary>
    public static Mistake MistakeOf<T>(TokenListParserResult<Lexeme, T> result)
    {
        var expected = result.Expectations is { Length: > 0 } e ? string.Join(", ", e.Distinct().Take(8))
            : "something else";
        if (result.Remainder.IsAtEnd)
            return new(new(result.ErrorPosition.Line, Math.Max(1, result.ErrorPosition.Column), 1),
                $"unexpected end of the file; expected {expected}");
        var first = result.Remainder.First();
        return result.ErrorMessage is { } message ? new(ExpressionParser.AtOf(first), message)
            : Unexpected(first, expected + (first.Kind == Lexeme.Is && expected == "`)`" ? "; did you mean ==?" : ""));
    }

    /// <summary>A word that can't stand where it does.</summary>
    public static Mistake Unexpected(Token<Lexeme> token, string expected) => new(ExpressionParser.AtOf(token),
        token.Kind == Lexeme.Stray && token.ToStringValue() == "\""
            ? "a text without its closing '\"'; expected one on the same line"
        : $"unexpected {Lexemes.Quoted(token)}; expected {expected}");

    /// <summary>Whether an item begins here, though a block is open.</summary>
    private static bool IsItem(TokenList<Lexeme> input) => input.First() is { Kind: Lexeme.Name } first
        && ItemParser.Words.Contains(first.ToStringValue())
        && Lexemes.BeginsLine(first) && Second(input, first) is { } second
        && second.Kind == (first.ToStringValue() switch
        {
            "source" => Lexeme.Text,
            "mkwrite" => Lexeme.Open,
            _ => Lexeme.Name,
        });

    // What follows on the same line.
    private static Token<Lexeme>? Second(TokenList<Lexeme> input, Token<Lexeme> first) =>
        input.ConsumeToken().Remainder is { IsAtEnd: false } rest && rest.First() is var second
            && second.Position.Line == first.Position.Line ? second : null;

    private static TokenListParserResult<Lexeme, Statement> UnknownStatement(TokenList<Lexeme> input)
    {
        var word = input.First().ToStringValue();
        var meant = Nearest.To(word, Words);
        return TokenListParserResult.Empty<Lexeme, Statement>(input, word == "else"
            ? "unexpected 'else'; expected an if before it"
            : $"unknown statement '{word}'; expected {string.Join(", ", Words)}, a word of the vocabulary or NAME = "
                + $"…{(meant is null ? "" : $"; did you mean {meant}?")}");
    }

    private TokenListParserResult<Lexeme, Statement> Statement(TokenList<Lexeme> input)
    {
        _expressions.Begin();
        var first = input.IsAtEnd ? default : input.First();
        var isWord = _byWord.TryGetValue(first.HasValue ? first.ToStringValue() : "", out var parser);
        if (!isWord && first is { HasValue: true, Kind: Lexeme.Name }
            && Second(input, first) is { Kind: Lexeme.Name or Lexeme.Number or Lexeme.OpenBrace })
            return UnknownStatement(input);
        var result = (parser ?? _other)(input);
        if (!result.HasValue)
            return result;
        var rest = result.Remainder;
        if (!isWord && result.Value is ExpressionStatement { Value: Call } && !rest.IsAtEnd
            && rest.First().Kind == Lexeme.OpenBrace)
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
                _mistakes.Add(new(ExpressionParser.AtOf(open.Value),
                    $"this '{{' has no '}}'; expected one before {end}"));
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
