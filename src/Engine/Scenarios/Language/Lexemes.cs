using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>How a text falls into words.</summary>
internal static class Lexemes
{
    private static readonly TextParser<Unit> NameText =
        from first in Character.Letter
        from rest in Character.LetterOrDigit.Or(Character.EqualTo('_')).Many()
        from parts in (from dash in Character.EqualTo('-')
                       from word in Character.LetterOrDigit.Or(Character.EqualTo('_')).AtLeastOnce()
                       select Unit.Value).Try().Many()
        select Unit.Value;

    private static readonly TextParser<Unit> QuotedText =
        from open in Character.EqualTo('"')
        from text in Character.Matching(c => c is not ('"' or '\n' or '\r'), "a character of the text").Many()
        from close in Character.EqualTo('"')
        select Unit.Value;

    /// <summary>A word as errors quote it: a character of two halves as a whole.</summary>
    public static string Quoted(Token<Lexeme> token)
    {
        var (text, from) = (token.Span.Source ?? "", token.Span.Position.Absolute);
        var isPair = token.Kind == Lexeme.Stray && from + 1 < text.Length
            && char.IsSurrogatePair(text[from], text[from + 1]);
        var said = isPair ? text.Substring(from, 2) : token.ToStringValue();
        return $"'{(said.Length > 40 ? said[..40] + "…" : said)}'";
    }

    /// <summary>Whether nothing but space stands before a word in its line.</summary>
    public static bool BeginsLine(Token<Lexeme> token)
    {
        var before = (token.Span.Source ?? "").AsSpan(0, token.Span.Position.Absolute);
        return before[(before.LastIndexOf('\n') + 1)..].IsWhiteSpace();
    }

    /// <summary>
    /// Divides a text into words. What is none becomes <see cref="Lexeme.Stray"/>, for the parser to report.
    /// </summary>
    public static Tokenizer<Lexeme> Tokenizer { get; } = new TokenizerBuilder<Lexeme>()
        .Ignore(Span.WhiteSpace)
        .Ignore(Comment.ShellStyle)
        .Ignore(Comment.CPlusPlusStyle)
        .Match(NameText, Lexeme.Name)
        .Match(Character.Matching(char.IsAsciiDigit, "a digit").AtLeastOnce(), Lexeme.Number)
        .Match(QuotedText, Lexeme.Text)
        .Match(Span.EqualTo("->"), Lexeme.Arrow)
        .Match(Span.EqualTo(".."), Lexeme.Range)
        .Match(Span.EqualTo("=="), Lexeme.Equal)
        .Match(Span.EqualTo("!="), Lexeme.Unequal)
        .Match(Span.EqualTo("&&"), Lexeme.Both)
        .Match(Span.EqualTo("||"), Lexeme.Either)
        .Match(Character.EqualTo('{'), Lexeme.OpenBrace)
        .Match(Character.EqualTo('}'), Lexeme.CloseBrace)
        .Match(Character.EqualTo('('), Lexeme.Open)
        .Match(Character.EqualTo(')'), Lexeme.Close)
        .Match(Character.EqualTo(','), Lexeme.Comma)
        .Match(Character.EqualTo(':'), Lexeme.Colon)
        .Match(Character.EqualTo(';'), Lexeme.Semicolon)
        .Match(Character.EqualTo('|'), Lexeme.Or)
        .Match(Character.EqualTo('='), Lexeme.Is)
        .Match(Character.EqualTo('<'), Lexeme.Less)
        .Match(Character.EqualTo('>'), Lexeme.Greater)
        .Match(Character.EqualTo('+'), Lexeme.Plus)
        .Match(Character.EqualTo('-'), Lexeme.Minus)
        .Match(Character.EqualTo('*'), Lexeme.Star)
        .Match(Character.EqualTo('!'), Lexeme.Not)
        .Match(Character.AnyChar, Lexeme.Stray)
        .Build();
}
