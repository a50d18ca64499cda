using System.Globalization;
using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;
using P = Superpower.Parsers.Token;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The grammar of expressions.</summary>
internal sealed class ExpressionParser
{
    private const int Deepest = 64, MostOperators = 64;
    private readonly TokenListParser<Lexeme, Expression> _unary;
    private int _depth, _operators;

    public ExpressionParser()
    {
        var nested = Guarded(Whole);
        var primary =
            (from open in P.EqualTo(Lexeme.Open) from inner in nested
                from close in P.EqualTo(Lexeme.Close) select inner)
            .Or(Number.Select(n => (Expression)n))
            .Or((from word in Name from open in P.EqualTo(Lexeme.Open) select word).Try()
                .Then(word => ArgumentOf(nested).ManyDelimitedBy(P.EqualTo(Lexeme.Comma), P.EqualTo(Lexeme.Close))
                    .Select(a => (Expression)new Call(word, a))))
            .Or(Name.Select(n => (Expression)new Reference(n)));
        _unary = (from not in P.EqualTo(Lexeme.Not) from value in Guarded(Unary)
            select (Expression)new Not(AtOf(not), value)).Or(primary);
        var sum = Chain(_unary, Lexeme.Plus, Lexeme.Minus);
        var compared = from left in sum
                       from rest in (from op in OneOf(Lexeme.Equal, Lexeme.Unequal, Lexeme.Less, Lexeme.Greater)
                           from right in sum select (op, right)).OptionalOrDefault()
                       select rest.right is null ? left
                           : new Binary(AtOf(rest.op), rest.op.ToStringValue(), left, rest.right);
        Expression = Chain(Chain(compared, Lexeme.Both), Lexeme.Either);
    }

    /// <summary>A whole expression.</summary>
    public TokenListParser<Lexeme, Expression> Expression { get; }

    /// <summary>A name.</summary>
    public static TokenListParser<Lexeme, Name> Name { get; } = P.EqualTo(Lexeme.Name)
        .Select(t => new Name(AtOf(t), t.ToStringValue()));

    /// <summary>A number.</summary>
    public static TokenListParser<Lexeme, Number> Number { get; } = P.EqualTo(Lexeme.Number)
        .Select(t => new Number(AtOf(t), ValueOf(t)) { Written = t.ToStringValue() });

    public static At AtOf(Token<Lexeme> token) => new(token.Position.Line, token.Position.Column,
        Math.Max(1, token.Span.Length));

    /// <summary>A statement begins: its expressions may have so many operators.</summary>
    public void Begin() => _operators = 0;

    /// <summary>Parses something that may hold itself, up to a depth.</summary>
    public TokenListParser<Lexeme, T> Guarded<T>(Func<TokenListParser<Lexeme, T>> parser) => input =>
    {
        if (_depth >= Deepest)
            throw new NestingException(input.IsAtEnd ? null : AtOf(input.First()),
                $"this is nested deeper than {Deepest} levels");
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
        (from key in Name from sign in P.EqualTo(Lexeme.Is) select key).Try()
            .Then(key => Name.Select(value => new Argument(new Reference(value), null, key)))
        .Or((from first in Name from dots in P.EqualTo(Lexeme.Range) select first).Try()
            .Then(first => Name.Select(last => new Argument(new Reference(first), last, null))))
        .Or(expression.Select(e => new Argument(e, null, null)));

    // A chain leans to the left: its length is the depth of what comes out.
    private TokenListParser<Lexeme, Expression> Chain(TokenListParser<Lexeme, Expression> operand,
        params Lexeme[] operators) => input =>
    {
        var left = operand(input);
        while (left.HasValue && !left.Remainder.IsAtEnd && left.Remainder.First() is var op
            && operators.Contains(op.Kind))
        {
            if (++_operators > MostOperators)
                throw new NestingException(AtOf(op), $"this has more than {MostOperators} operators");
            var right = operand(left.Remainder.ConsumeToken().Remainder);
            if (!right.HasValue)
                return right;
            left = TokenListParserResult.Value<Lexeme, Expression>(
                new Binary(AtOf(op), op.ToStringValue(), left.Value, right.Value), input, right.Remainder);
        }
        return left;
    };

    private static TokenListParser<Lexeme, Token<Lexeme>> OneOf(params Lexeme[] kinds) =>
        kinds.Select(k => P.EqualTo(k)).Aggregate((a, b) => a.Or(b));

    private static long ValueOf(Token<Lexeme> token) =>
        long.TryParse(token.ToStringValue(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
            : long.MaxValue;
}
