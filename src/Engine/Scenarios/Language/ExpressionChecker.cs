namespace Emulator.Engine.Scenarios.Language;

/// <summary>Checks expressions: that every word is known, and is given what it takes.</summary>
internal sealed class ExpressionChecker(Names names, Mistakes mistakes, Dictionary<string, Kind> variables, string? faulting)
{
    public void Assign(Assignment assignment)
    {
        var (name, kind) = (assignment.Variable, KindOf(assignment.Value));
        if (names.WhatIs(name.Text) is { } what and not "variable")
            mistakes.Add(name.At, $"{name.Text} is a {what}; expected a variable's name before '='");
        else if (kind == Kind.Nothing)
            mistakes.Add(assignment.Value.At, "this gives nothing back; expected a word that does, or the statement without 'NAME ='");
        else if (variables.GetValueOrDefault(name.Text, Kind.Number) is var wanted && kind != wanted && assignment.Value is not Number { Value: 0 })
            mistakes.Add(assignment.Value.At, $"{name.Text} is {Said(wanted)}, this is {Said(kind)}; expected one kind of value");
    }

    public void Condition(Expression condition)
    {
        if (KindOf(condition) is var kind && kind is not (Kind.Number or Kind.Nothing))
            mistakes.Add(condition.At, $"{Said(kind)} as a condition; expected a number or a comparison{(kind == Kind.Pte ? ", such as pte_dirty(…) or !pte_none(…)" : "")}");
    }

    /// <summary>What <c>wait</c> may say: it looks at its whole condition in one step.</summary>
    public void OnlyReads(Expression condition)
    {
        foreach (var call in Calls(condition))
            if (Vocabulary.Find(call.Word.Text) is { } word && !word.IsPure && !word.OnlyReads)
                mistakes.Add(call.At, $"{call.Word.Text} changes the machine; expected words that only read in wait: ptep_get, recorded, page_dirty");
    }

    public void Page(Expression expression)
    {
        if (expression is not Reference { Name: var name })
            mistakes.Add(expression.At, "expected a page's name");
        else if (!IsPage(name.Text))
            mistakes.Unknown(name, names.WhatIs(name.Text) is { } what ? $"page (it is a {what})" : "page", Pages);
    }

    /// <summary>What an expression gives; <see cref="Kind.Nothing"/> where it gives nothing or is wrong.</summary>
    public Kind KindOf(Expression expression) => expression switch
    {
        Number => Kind.Number,
        Reference r => KindOf(r),
        Not n => Operand(n.Value, Kind.Number),
        Binary b => KindOf(b),
        Call c => KindOf(c),
        _ => Kind.Nothing,
    };

    private IEnumerable<string> Pages => faulting is null ? names.Pages : names.Pages.Append(faulting);

    // A parameter may stand for a page.
    private bool IsPage(string name) => names.Pages.Contains(name) || name == faulting || names.Params.Contains(name);

    private Kind KindOf(Reference reference)
    {
        var name = reference.Name;
        if (variables.TryGetValue(name.Text, out var kind))
            return kind;
        if (names.Vars.Contains(name.Text))
            return Kind.Number;
        if (names.Params.Contains(name.Text) || names.Values.Contains(name.Text))
            return Kind.Value;
        if (names.WhatIs(name.Text) is { } what)
            mistakes.Add(name.At, $"{name.Text} is a {what}; expected a variable, a parameter or one of its values here");
        else
            mistakes.Unknown(name, "name", variables.Keys.Concat(names.Vars).Concat(names.Params).Concat(names.Values));
        return Kind.Nothing;
    }

    private Kind KindOf(Binary b)
    {
        if (b.Operator is "==" or "!=")
        {
            var (left, right) = (KindOf(b.Left), KindOf(b.Right));
            if (left == Kind.Pte || right == Kind.Pte)
                mistakes.Add(b.At, "entries are compared by pte_same(x, y) and pte_none(x); expected one of them here");
            else if (left != right && left != Kind.Nothing && right != Kind.Nothing)
                mistakes.Add(b.At, $"{Said(left)} compared with {Said(right)}; expected two of one kind");
            return Kind.Number;
        }
        Operand(b.Left, Kind.Number);
        Operand(b.Right, Kind.Number);
        return Kind.Number;
    }

    private Kind Operand(Expression expression, Kind wanted)
    {
        var kind = KindOf(expression);
        if (kind != wanted && kind != Kind.Nothing)
            mistakes.Add(expression.At, $"{Said(kind)}; expected {Said(wanted)}");
        else if (kind == Kind.Nothing && expression is Call { Word: var word } && Vocabulary.Find(word.Text) is { Gives: Kind.Nothing })
            mistakes.Add(expression.At, $"{word.Text} gives nothing back; expected {Said(wanted)}");
        return wanted;
    }

    private Kind KindOf(Call call)
    {
        if (Vocabulary.Find(call.Word.Text) is not { } word)
        {
            mistakes.Unknown(call.Word, "word", Vocabulary.All.Select(w => w.Name));
            return Kind.Nothing;
        }
        var given = call.Arguments.Where(a => a.Option is null).ToList();
        if (given.Count != word.Takes.Count)
            mistakes.Add(call.At, $"{word.Name} was given {given.Count} argument{(given.Count == 1 ? "" : "s")}; expected {word.Usage}");
        else
            foreach (var (argument, kind) in given.Zip(word.Takes))
                Argument(argument, kind, word);
        foreach (var option in call.Arguments)
            if (option.Option is { } key)
                Option(key, option, word);
        foreach (var twice in call.Arguments.Select(a => a.Option).OfType<Name>().GroupBy(n => n.Text).Where(g => g.Count() > 1))
            mistakes.Add(twice.Last().At, $"{twice.Key} is given twice; expected it once");
        return word.Gives;
    }

    private void Argument(Argument argument, Kind kind, Word word)
    {
        if (argument.To is not null && kind != Kind.Pages)
            mistakes.Add(argument.Value.At, $"a range; expected {word.Usage}");
        else if (kind is Kind.Page or Kind.Pages)
            Range(argument);
        else if (kind == Kind.Frame)
            Frame(argument.Value);
        else
            Operand(argument.Value, kind);
    }

    private void Range(Argument argument)
    {
        Page(argument.Value);
        if (argument.To is not { } to)
            return;
        Page(new Reference(to));
        if (argument.Value is Reference { Name.Text: var from } && names.Pages.IndexOf(from) is >= 0 and var first && names.Pages.IndexOf(to.Text) is >= 0 and var last && first > last)
            mistakes.Add(to.At, $"{from}..{to.Text} runs backwards: {to.Text} is declared before {from}; expected {to.Text}..{from}");
    }

    private void Frame(Expression expression)
    {
        if (expression is not Reference { Name: var name })
            mistakes.Add(expression.At, "expected the name of a frame or a page");
        else if (!names.Frames.Contains(name.Text) && !IsPage(name.Text))
            mistakes.Unknown(name, "frame or page", names.FramesAndPages);
    }

    private void Option(Name key, Argument option, Word word)
    {
        if (!word.Options.TryGetValue(key.Text, out var values))
            mistakes.Add(key.At, word.Options.Count == 0 ? $"{word.Name} has no options; expected {word.Usage}"
                : $"unknown option {key.Text}; expected {string.Join(" or ", word.Options.Keys)}");
        else if (option.Value is Reference { Name: var value } && !values.Contains(value.Text) && !names.Params.Contains(value.Text))
            mistakes.Unknown(value, $"value of {key.Text}", values);
    }

    private static IEnumerable<Call> Calls(Expression expression) => expression switch
    {
        Call c => c.Arguments.SelectMany(a => Calls(a.Value)).Prepend(c),
        Not n => Calls(n.Value),
        Binary b => Calls(b.Left).Concat(Calls(b.Right)),
        _ => [],
    };

    private static string Said(Kind kind) => kind switch
    {
        Kind.Number => "a number",
        Kind.Pte => "an entry",
        Kind.Value => "a parameter's value",
        Kind.Page => "a page",
        Kind.Pages => "pages",
        Kind.Frame => "a frame",
        _ => "nothing",
    };
}
