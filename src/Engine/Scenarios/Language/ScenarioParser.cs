using System.Buffers;
using Emulator.Engine.Scenarios.Model;
using Superpower;
using Superpower.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Reads a scenario's text to its end, past its mistakes.</summary>
internal sealed class ScenarioParser
{
    private const int LargestText = 1 << 17;

    // No text has them.
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xa0)
        .Select(n => (char)n).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r'))]);

    private readonly HashSet<string> _unread = [];
    private Item? _before;
    private readonly List<Mistake> _mistakes = [];
    private readonly ItemParser _items;

    private ScenarioParser()
    {
        var expressions = new ExpressionParser();
        _items = new(new StatementParser(expressions, _mistakes), new TraitParser(expressions));
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The whole file.</param>
    /// <returns>The items that could be read, what is wrong with the rest, and the words that the rest begins
    /// with.</returns>
    public static (IReadOnlyList<Item> Items, IReadOnlyList<Mistake> Mistakes,
        IReadOnlySet<string> Unread) Read(string text)
    {
        var parser = new ScenarioParser();
        if (NoText(text) is { } mistake)
            return ([], [mistake], parser._unread);
        var items = parser.Items(Lexemes.Tokenizer.Tokenize(text), text);
        return (items, parser._mistakes, parser._unread);
    }

    private static Mistake? NoText(string text)
    {
        if (text.Length > LargestText)
            return new(new(1, 1, 1),
                $"the file has {text.Length:#,0} characters; expected a scenario, of {LargestText:#,0} at most");
        var control = text.AsSpan().IndexOfAny(Controls);
        return control < 0 ? null : new(AtOf(text, control),
            $"a control character (U+{(int)text[control]:X4}); expected the text of a scenario");
    }

    private static At AtOf(string text, int index)
    {
        var before = text.AsSpan(0, index);
        return new(before.Count('\n') + 1, index - before.LastIndexOf('\n'), 1);
    }

    private List<Item> Items(TokenList<Lexeme> input, string text)
    {
        var items = new List<Item>();
        if (input.IsAtEnd)
            _mistakes.Add(new(new(1, 1, 1),
                "the file says nothing; expected 'scenario NAME \"title\"' and what follows it"));
        try
        {
            while (!input.IsAtEnd)
                input = Item(input, items);
        }
        catch (NestingException e)
        {
            _mistakes.Add(new(e.At ?? AtOf(text, text.Length), $"{e.Message}; expected a simpler text"));
            items.Clear();
        }
        return items;
    }

    // One item, or what can't be one; afterwards the next item begins.
    private TokenList<Lexeme> Item(TokenList<Lexeme> input, List<Item> items)
    {
        var first = input.First();
        var word = first.ToStringValue();
        if (first.Kind != Lexeme.Name || !_items.ByWord.TryGetValue(word, out var parser))
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
        var goesOn = result.Remainder.IsAtEnd || result.Remainder.Position > input.Position;
        return NextItem(goesOn ? result.Remainder : input.ConsumeToken().Remainder, first.Position.Line);
    }

    // In the middle of a line it is the item before that goes on wrongly.
    private void NoItem(Token<Lexeme> token)
    {
        var more = Lexemes.BeginsLine(token) ? [] : WhatMayFollow(_before);
        var meant = Nearest.To(token.ToStringValue(), [.. ItemParser.Words, .. more]);
        var expected = $"{string.Concat(more.Select(m => $"{m}, "))}{(more.Count > 0 ? "or " : "")}an item: "
            + string.Join(", ", ItemParser.Words);
        _mistakes.Add(StatementParser.Unexpected(token, expected + (meant is null ? "" : $"; did you mean {meant}?")));
        if (meant is not null)
            _unread.Add(meant);
        if (_before is ParamItem && !Lexemes.BeginsLine(token))
            _unread.Add("param");
        if (_before is AssertItem && !Lexemes.BeginsLine(token))
            _unread.Add("assert");
    }

    private static IReadOnlyList<string> WhatMayFollow(Item? item) => item switch
    {
        PageItem => PageAttribute.Words,
        ExpectItem => ["on", "where", "and", "or", "when"],
        ArchItem { Where: not null } => ["and", "or"],
        ArchItem => ["a second arch line for 'where …'"],
        _ => [],
    };

    // The next line that begins with an item's word.
    private static TokenList<Lexeme> NextItem(TokenList<Lexeme> input, int line)
    {
        while (!input.IsAtEnd)
        {
            var token = input.First();
            if (token.Position.Line > line && token.Kind == Lexeme.Name
                && ItemParser.Words.Contains(token.ToStringValue()))
                break;
            input = input.ConsumeToken().Remainder;
        }
        return input;
    }
}
