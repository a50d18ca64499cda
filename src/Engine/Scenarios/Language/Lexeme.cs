using Superpower.Display;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>The kinds of words that a scenario is made of.</summary>
internal enum Lexeme
{
    [Token(Description = "a name")]
    Name,

    [Token(Description = "a number")]
    Number,

    [Token(Description = "a text in double quotes")]
    Text,

    [Token(Example = "{")]
    OpenBrace,

    [Token(Example = "}")]
    CloseBrace,

    [Token(Example = "(")]
    Open,

    [Token(Example = ")")]
    Close,

    [Token(Example = ",")]
    Comma,

    [Token(Example = ":")]
    Colon,

    [Token(Example = ";")]
    Semicolon,

    [Token(Example = "|")]
    Or,

    [Token(Example = "->")]
    Arrow,

    [Token(Example = "..")]
    Range,

    [Token(Example = "=")]
    Is,

    [Token(Example = "==")]
    Equal,

    [Token(Example = "!=")]
    Unequal,

    [Token(Example = "<")]
    Less,

    [Token(Example = ">")]
    Greater,

    [Token(Example = "+")]
    Plus,

    [Token(Example = "-")]
    Minus,

    [Token(Example = "*")]
    Star,

    [Token(Example = "!")]
    Not,

    [Token(Example = "&&")]
    Both,

    [Token(Example = "||")]
    Either,

    [Token(Description = "something else")]
    Stray,
}
