using System.Globalization;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of expressions.</summary>
internal sealed class ExpressionParser
{
    private const int Deepest = 64;
    private readonly TokenListParser<Lexeme, Expression> _unary;
    private int _depth;

    public ExpressionParser()
    {
        var nested = Guarded(Whole);
        var primary =
            (from open in P.EqualTo(Lexeme.Open) from inner in nested from close in P.EqualTo(Lexeme.Close) select inner)
            .Or(Number.Select(n => (Expression)n))
            .Or((from word in Name from open in P.EqualTo(Lexeme.Open) select word).Try()
                .Then(word => ArgumentOf(nested).ManyDelimitedBy(P.EqualTo(Lexeme.Comma), P.EqualTo(Lexeme.Close)).Select(a => (Expression)new Call(word, a))))
            .Or(Name.Select(n => (Expression)new Reference(n)));
        _unary = (from not in P.EqualTo(Lexeme.Not) from value in Guarded(Unary) select (Expression)new Not(AtOf(not), value)).Or(primary);
        var sum = Chain(_unary, Lexeme.Plus, Lexeme.Minus);
        var compared = from left in sum
                       from rest in (from op in OneOf(Lexeme.Equal, Lexeme.Unequal, Lexeme.Less, Lexeme.Greater) from right in sum select (op, right)).OptionalOrDefault()
                       select rest.right is null ? left : new Binary(AtOf(rest.op), rest.op.ToStringValue(), left, rest.right);
        Expression = Chain(Chain(compared, Lexeme.Both), Lexeme.Either);
    }

    /// <summary>A whole expression.</summary>
    public TokenListParser<Lexeme, Expression> Expression { get; }

    /// <summary>A name.</summary>
    public static TokenListParser<Lexeme, Name> Name { get; } = P.EqualTo(Lexeme.Name).Select(t => new Name(AtOf(t), t.ToStringValue()));

    /// <summary>A number.</summary>
    public static TokenListParser<Lexeme, Number> Number { get; } = P.EqualTo(Lexeme.Number).Select(t => new Number(AtOf(t), ValueOf(t)));

    public static At AtOf(Token<Lexeme> token) => new(token.Position.Line, token.Position.Column, Math.Max(1, token.Span.Length));

    /// <summary>Parses something that may hold itself, up to a depth.</summary>
    public TokenListParser<Lexeme, T> Guarded<T>(Func<TokenListParser<Lexeme, T>> parser) => input =>
    {
        if (_depth >= Deepest)
            throw new NestingException(input.IsAtEnd ? default : AtOf(input.First()));
        _depth++;
        try
        {
            return parser()(input);
        }
        finally
        {
            _depth--;
        }
    };

    private TokenListParser<Lexeme, Expression> Whole() => Expression;

    private TokenListParser<Lexeme, Expression> Unary() => _unary;

    private static TokenListParser<Lexeme, Argument> ArgumentOf(TokenListParser<Lexeme, Expression> expression) =>
        (from key in Name from sign in P.EqualTo(Lexeme.Is) from value in Name select new Argument(new Reference(value), null, key)).Try()
        .Or((from first in Name from dots in P.EqualTo(Lexeme.Range) from last in Name select new Argument(new Reference(first), last, null)).Try())
        .Or(expression.Select(e => new Argument(e, null, null)));

    private static TokenListParser<Lexeme, Expression> Chain(TokenListParser<Lexeme, Expression> operand, params Lexeme[] operators) =>
        Parse.Chain(OneOf(operators), operand, (op, left, right) => new Binary(AtOf(op), op.ToStringValue(), left, right));

    private static TokenListParser<Lexeme, Token<Lexeme>> OneOf(params Lexeme[] kinds) =>
        kinds.Select(k => P.EqualTo(k)).Aggregate((a, b) => a.Or(b));

    private static long ValueOf(Token<Lexeme> token) =>
        long.TryParse(token.ToStringValue(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : long.MaxValue;
}

/// <summary>A text nests deeper than anyone writes.</summary>
internal sealed class NestingException(At at) : Exception
{
    public At At => at;
}
