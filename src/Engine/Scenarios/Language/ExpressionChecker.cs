using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Checks expressions: that every word is known, and is given what it takes.</summary>
internal sealed class ExpressionChecker(Names names, Mistakes mistakes, Dictionary<string, Kind> variables,
    string? faulting)
{
    public void Assign(Assignment assignment)
    {
        var (name, kind) = (assignment.Variable, KindOf(assignment.Value));
        if (Taken(name.Text) is { } what)
            mistakes.Add(name.At, $"{name.Text} is {what}; expected a variable's name before '='");
        else if (IsMute(assignment.Value, out var word))
            mistakes.Add(assignment.Value.At,
                $"{word} gives nothing back; expected a word that does, or the statement without 'NAME ='");
        else if (kind != Kind.Nothing && variables.GetValueOrDefault(name.Text, Kind.Number) is var wanted
            && kind != wanted && assignment.Value is not Number { Value: 0 })
            mistakes.Add(assignment.Value.At,
                $"{name.Text} is {Said(wanted)}, this is {Said(kind)}; expected one kind of value");
    }

    public void Condition(Expression condition)
    {
        var kind = KindOf(condition);
        if (IsMute(condition, out var word))
            mistakes.Add(condition.At, $"{word} gives nothing back; expected a number or a comparison");
        else if (kind is not (Kind.Number or Kind.Nothing))
            mistakes.Add(condition.At,
                $"{Said(kind)} as a condition; expected a number or a "
                + $"comparison{(kind == Kind.Pte ? ", such as pte_dirty(…) or !pte_none(…)" : "")}");
    }

    /// <summary>What <c>wait</c> and <c>bug_on</c> may say: they look at their whole condition in one step.</summary>
    public void OnlyReads(Expression condition, string statement)
    {
        foreach (var call in Calls(condition))
            if (Vocabulary.Find(call.Word.Text) is { } word && !word.IsPure && !word.OnlyReads)
                mistakes.Add(call.At,
                    $"{call.Word.Text} changes the machine; expected words that only read in {statement}: ptep_get, "
                    + "recorded, page_dirty");
    }

    public void Page(Expression expression)
    {
        if (expression is not Reference { Name: var name })
            mistakes.Add(expression.At, "expected a page's name");
        else if (!IsPage(name.Text))
            mistakes.Unknown(name, "page", Pages, names.WhatIs(name.Text) is { } what ? $" (it is a {what})" : "");
    }

    /// <summary>What an expression gives; <see cref="Kind.Nothing"/> where it gives nothing or is wrong.</summary>
    public Kind KindOf(Expression expression) => expression switch
    {
        Number n => KindOf(n),
        Reference r => KindOf(r),
        Not n => Operand(n.Value, Kind.Number),
        Binary b => KindOf(b),
        Call c => KindOf(c),
        _ => Kind.Nothing,
    };

    private IEnumerable<string> Pages => faulting is null ? names.Pages : names.Pages.Append(faulting);

    // What a name is already, where it can't be a variable.
    private string? Taken(string name) => name == faulting ? "a page"
        : names.WhatIs(name) is { } what and not "variable" ? $"a {what}"
        : names.Values.Contains(name) ? "a value of a parameter"
        : names.Threads.Contains(name) ? "a thread" : null;

    private static bool IsMute(Expression expression, out string word)
    {
        word = (expression as Call)?.Word.Text ?? "";
        return Vocabulary.Find(word) is { Gives: Kind.Nothing };
    }

    private Kind KindOf(Number number)
    {
        mistakes.AddIfTooLarge(number);
        return Kind.Number;
    }

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
        if (Vocabulary.Find(name.Text) is { } word)
            mistakes.Add(name.At, $"{name.Text} is a word; expected {word.Usage}");
        else if (name.Text.Split('-', 2) is [var left, var right]
            && (variables.ContainsKey(left) || names.Vars.Contains(left)))
            mistakes.Add(name.At,
                $"unknown name '{name.Text}': a dash may be part of a name; expected {left} - {right}, with spaces");
        else if (Taken(name.Text) is { } what)
            mistakes.Add(name.At,
                $"{name.Text} is {what}; expected a variable, a parameter or one of its values "
                + (what is "a frame" or "a page" ? $"here (a frame's number is pte_frame(mk_pte({name.Text})))"
                    : "here"));
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
            else if (IsMute(b.Left, out var mute) || IsMute(b.Right, out mute))
                mistakes.Add(b.Left is Call c && c.Word.Text == mute ? b.Left.At : b.Right.At,
                    $"{mute} gives nothing back; expected something to compare");
            else if (left != right && left != Kind.Nothing && right != Kind.Nothing)
                mistakes.Add(b.At, $"{Said(left)} compared with {Said(right)}; expected two of one kind");
            Never(b.Left, b.Right);
            Never(b.Right, b.Left);
            return Kind.Number;
        }
        Operand(b.Left, Kind.Number);
        Operand(b.Right, Kind.Number);
        return Kind.Number;
    }

    // A parameter compared with what is none of its values.
    private void Never(Expression one, Expression other)
    {
        if (one is Reference { Name.Text: var param } && names.ValuesOf.TryGetValue(param, out var values)
            && other is Reference { Name: var value } && names.Values.Contains(value.Text)
            && !variables.ContainsKey(value.Text) && values.All(v => v.Text != value.Text))
            mistakes.Add(value.At,
                $"{param} is never {value.Text}; expected {string.Join(", ", values.Select(v => v.Text))}");
    }

    private Kind Operand(Expression expression, Kind wanted)
    {
        var kind = KindOf(expression);
        if (kind != wanted && kind != Kind.Nothing)
            mistakes.Add(expression.At, $"{Said(kind)}; expected {Said(wanted)}");
        else if (kind == Kind.Nothing && expression is Call { Word: var word }
            && Vocabulary.Find(word.Text) is { Gives: Kind.Nothing })
            mistakes.Add(expression.At, $"{word.Text} gives nothing back; expected {Said(wanted)}");
        return wanted;
    }

    private Kind KindOf(Call call)
    {
        if (Vocabulary.Find(call.Word.Text) is not { } word)
        {
            mistakes.Unknown(call.Word, "word", Vocabulary.All.Select(w => w.Name).Concat(StatementParser.Words));
            return Kind.Nothing;
        }
        var given = call.Arguments.Where(a => a.Option is null).ToList();
        if (given.Count > word.Takes.Count || given.Count < word.Takes.Count - word.Optional)
            mistakes.Add(call.At,
                $"{word.Name} was given {given.Count} argument{(given.Count == 1 ? "" : "s")}; expected {word.Usage}");
        else
            foreach (var (argument, kind) in given.Zip(word.Takes))
                Argument(argument, kind, word);
        foreach (var option in call.Arguments)
            if (option.Option is { } key)
                Option(key, option, word);
        foreach (var twice in call.Arguments.Select(a => a.Option).OfType<Name>().GroupBy(n => n.Text)
            .Where(g => g.Count() > 1))
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
        if (argument.Value is not Reference { Name.Text: var start })
            return;
        var ranges = from first in PagesOf(start) from last in PagesOf(to.Text) select (First: first, Last: last);
        foreach (var (first, last) in ranges.Where(r => names.Pages.IndexOf(r.First) > names.Pages.IndexOf(r.Last))
            .Take(1))
            mistakes.Add(to.At, $"{first}..{last} runs backwards: {last} is declared before {first}; expected "
                + $"{last}..{first}");
    }

    // A page, or those that a parameter may stand for.
    private IEnumerable<string> PagesOf(string name) =>
        (names.ValuesOf.TryGetValue(name, out var values) ? values.Select(v => v.Text) : [name])
            .Where(names.Pages.Contains);

    private void Frame(Expression expression)
    {
        if (expression is Call)
            Operand(expression, Kind.Number);
        else if (expression is not Reference { Name: var name })
            mistakes.Add(expression.At,
                "expected the name of a frame or a page, or what pte_frame or alloc_page gives");
        else if (variables.TryGetValue(name.Text, out var kind))
            Kept(name, kind);
        else if (!names.Frames.Contains(name.Text) && !IsPage(name.Text))
            mistakes.Unknown(name, "frame or page", names.FramesAndPages);
    }

    // A variable may keep the number of a frame.
    private void Kept(Name variable, Kind kind)
    {
        if (kind != Kind.Number)
            mistakes.Add(variable.At,
                $"{variable.Text} is {Said(kind)}; expected a frame, a page, or a variable with what pte_frame or "
                + "alloc_page gave");
    }

    private void Option(Name key, Argument option, Word word)
    {
        if (!word.Options.TryGetValue(key.Text, out var values))
        {
            if (word.Options.Count == 0)
                mistakes.Add(key.At, $"{word.Name} has no options; expected {word.Usage}");
            else
                mistakes.Unknown(key, "option", word.Options.Keys);
        }
        else if (option.Value is Reference { Name: var value } && !values.Contains(value.Text))
        {
            var chosen = names.ValuesOf.GetValueOrDefault(value.Text, [value]);
            foreach (var wrong in chosen.Where(v => !values.Contains(v.Text)))
                mistakes.Unknown(new(value.At, wrong.Text), $"setting of {key.Text}", values,
                    wrong == value ? "" : $", which {value.Text} may be");
        }
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
