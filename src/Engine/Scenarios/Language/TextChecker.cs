using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Language;

/// <summary>Checks the statements of threads and handlers.</summary>
internal sealed class TextChecker(Names names, Mistakes mistakes, bool asksNoBug)
{
    private const long MostRepeats = 64, MostCopies = 100_000;
    private const int MostLocks = 24;
    private readonly HashSet<string> _locks = [];
    private bool _inAtomic, _inHandler;
    private string? _faulting;
    private long _copies = 1;
    private ExpressionChecker _expressions = new(names, mistakes, [], null);

    public void Thread(Block body, bool isTorn)
    {
        (_inAtomic, _inHandler, _faulting, mistakes.IsTorn) = (false, false, null, isTorn);
        _expressions = new(names, mistakes, Assigned.In(body, names), null);
        Check(body);
    }

    public void Handler(Name page, Block body, bool isTorn)
    {
        (_inAtomic, _inHandler, _faulting, mistakes.IsTorn) = (false, true, page.Text, isTorn);
        if (names.WhatIs(page.Text) is { } what)
            mistakes.Add(page.At, $"{page.Text} is a {what}; expected a new name for the page that faulted");
        _expressions = new(names, mistakes, Assigned.In(body, names), page.Text);
        Check(body);
    }

    private void Check(Block block)
    {
        foreach (var statement in block.Statements)
            Check(statement);
    }

    private void Check(Statement statement)
    {
        switch (statement)
        {
            case AccessStatement s: Access(s); break;
            case Assignment s: _expressions.Assign(s); break;
            case ExpressionStatement s: Effect(s); break;
            case LockStatement s: Lock(s); break;
            case IfStatement s:
                _expressions.Condition(s.Condition);
                Check(s.Then);
                if (s.Else is not null)
                    Check(s.Else);
                if (s.Then.Statements.Count + (s.Else?.Statements.Count ?? 0) == 0 && !mistakes.IsTorn)
                    mistakes.Add(s.At, "an if that does nothing; expected a statement in it");
                break;
            case RepeatStatement s: Repeat(s); break;
            case ForeverStatement s: Forever(s); break;
            case UntilStatement s: Check(s.Body); _expressions.Condition(s.Condition); break;
            case WaitStatement s: Condition(s.Condition, "wait"); break;
            case BugOnStatement s: Condition(s.Condition, "bug_on"); BugOn(s); break;
            case AtomicStatement s: Atomic(s); break;
        }
    }

    private void Condition(Expression condition, string statement)
    {
        _expressions.Condition(condition);
        _expressions.OnlyReads(condition, statement);
    }

    private void Access(AccessStatement s)
    {
        var word = s.IsStore ? "store" : "load";
        if (_inAtomic || _inHandler)
            mistakes.Add(s.At, $"a {word} inside {(_inAtomic ? "atomic" : "mkwrite")}; expected kernel code: accesses "
                + "of user code are steps of their own");
        foreach (var target in s.Targets)
            _expressions.Page(new Reference(target));
    }

    private void Effect(ExpressionStatement s)
    {
        var before = mistakes.All.Count;
        if (s.Value is Reference { Name.Text: var text } && names.WhatIs(text) is { } what and not "variable")
            mistakes.Add(s.At, $"{text} is a {what}, not a statement; expected a "
                + $"word{(what == "page" ? $" such as act({text})" : " or an assignment")}");
        else
            _expressions.KindOf(s.Value);
        if (s.Value is Call { Word: var name } && Vocabulary.Find(name.Text) is { } word && !word.IsPure
            && !word.OnlyReads)
            return;
        if (mistakes.All.Count == before && !mistakes.IsTorn)
            mistakes.Add(s.At, "a statement that does nothing; expected something that changes the machine, or a name "
                + "that keeps the answer: x = …");
    }

    private void Lock(LockStatement s)
    {
        switch (s.Lock.Kind.Text, s.Lock.Of)
        {
            case (LockName.Ptl, { } page): _expressions.Page(new Reference(page)); break;
            case (LockName.Ptl, null):
                mistakes.Add(s.Lock.Kind.At, "the page-table lock of which page? expected ptl(A)"); break;
            case (LockName.Mmap, { Text: "read" or "write" }): break;
            case (LockName.Mmap, _):
                mistakes.Add(s.Lock.Kind.At, "mmap_lock, how? expected 'mmap read' or 'mmap write'"); break;
            case (_, { } of): mistakes.Add(of.At,
                $"unexpected {of.Text}; expected ptl(A), mmap read, mmap write, address_space or a name alone"); break;
            case (var kind, _) when (kind == _faulting ? "page" : names.WhatIs(kind)) is { } what:
                mistakes.Add(s.Lock.Kind.At,
                    $"{kind} is a {what}, not a lock; expected {(what == "page" ? $"ptl({kind}) or " : "")}a name of "
                    + "its own");
                break;
            default: NamedLock(s.Lock.Kind); break;
        }
    }

    // A lock that is misspelt would be another lock, and nobody would wait for it.
    private void NamedLock(Name name)
    {
        if (name.Text != LockName.AddressSpace && !name.Text.StartsWith(LockName.AddressSpace, StringComparison.Ordinal)
            && Nearest.To(name.Text, [LockName.AddressSpace]) is { } meant)
            mistakes.Add(name.At,
                $"a lock {name.Text}, beside {meant}; expected {meant}, or a name less like it; did you mean {meant}?");
        if (_locks.Add(name.Text) && _locks.Count == MostLocks + 1)
            mistakes.Add(name.At, $"too many locks; expected {MostLocks} at most that are a name alone");
    }

    private void Repeat(RepeatStatement s)
    {
        if (s.Times.Value is < 1 or > MostRepeats)
            mistakes.Add(s.Times.At,
                $"repeat {s.Times.Written}; expected 1 to {MostRepeats}; forever stands for any number of times");
        NotEmpty(s.Body, s.At, "repeat");
        var outside = _copies;
        _copies *= Math.Clamp(s.Times.Value, 1, MostRepeats);
        if (_copies > MostCopies && outside <= MostCopies)
            mistakes.Add(s.At, $"repeats in repeats: {_copies:#,0} times in all; expected {MostCopies:#,0} at most");
        Check(s.Body);
        _copies = outside;
    }

    private void Forever(ForeverStatement s)
    {
        if (_inAtomic || _inHandler)
            mistakes.Add(s.At, $"forever inside {(_inAtomic ? "atomic" : "mkwrite")}; expected something that ends");
        NotEmpty(s.Body, s.At, "forever");
        Check(s.Body);
    }

    private void Atomic(AtomicStatement s)
    {
        if (_inAtomic)
            mistakes.Add(s.At, "atomic inside atomic; expected one: it is a single step already");
        NotEmpty(s.Body, s.At, "atomic");
        var before = _inAtomic;
        _inAtomic = true;
        Check(s.Body);
        _inAtomic = before;
    }

    private void BugOn(BugOnStatement s)
    {
        if (!asksNoBug)
            mistakes.Add(s.At, "nobody asks whether this bug_on finds its condition true; expected 'assert no_bug' in "
                + "the file");
    }

    private void NotEmpty(Block body, At at, string word)
    {
        if (body.Statements.Count == 0 && !mistakes.IsTorn)
            mistakes.Add(at, $"{word} with nothing in it; expected a statement");
    }
}
