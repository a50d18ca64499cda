using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes a thread's code of its text.</summary>
internal sealed class ThreadCompiler
{
    private readonly World _world;
    private readonly Code _code;
    private readonly Dictionary<string, Field> _variables;
    private readonly bool _inAtomic;
    private readonly (string Name, int Page, Field Seen)? _faulting;
    private readonly ExpressionCompiler _expressions;

    public ThreadCompiler(World world, Code code, Dictionary<string, Field> variables, bool inAtomic = false, (string, int, Field)? faulting = null)
    {
        (_world, _code, _variables, _inAtomic, _faulting) = (world, code, variables, inAtomic, faulting);
        _expressions = new(world, code, variables, PageOf, new(world, code, PageOf, inAtomic, SeenOf));
    }

    public void Compile(Block block)
    {
        foreach (var statement in block.Statements)
            Compile(statement);
    }

    private int Thread => _code.Number;

    private int PageOf(Name name) => _faulting is { } f && name.Text == f.Name ? f.Page : _world.Text.Scenario.PageNumber(name.Text) is >= 0 and var page
        ? page
        : throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text, [new(name.At, $"'{name.Text}' isn't a page, where {_world.Text.Row}; expected a page's name")]);

    private Field? SeenOf(int page) => _faulting is { } f && f.Page == page ? f.Seen : null;

    private void Compile(Statement statement)
    {
        switch (statement)
        {
            case AccessStatement s:
                new AccessCompiler(_world, _code).Compile([.. s.Targets.Select(PageOf).Distinct()], s.IsStore);
                break;
            case Assignment s: Assign(s); break;
            case ExpressionStatement { Value: Call call }: _expressions.Words.Compile(call, _expressions, null); break;
            case LockStatement s: Lock(s); break;
            case IfStatement s: If(s); break;
            case RepeatStatement s:
                for (var n = 0; n < s.Times.Value; n++)
                    Compile(s.Body);
                break;
            case ForeverStatement s: Forever(s); break;
            case UntilStatement s: Until(s); break;
            case WaitStatement s: Wait(s); break;
            case BugOnStatement s: BugOn(s); break;
            case AtomicStatement s: Atomic(s); break;
        }
    }

    private void Fence()
    {
        if (!_inAtomic)
            _world.Buffers.Fence(_code);
    }

    private void Assign(Assignment s)
    {
        if (_world.Vars.TryGetValue(s.Variable.Text, out var shared))
        {
            var value = _expressions.Lower(s.Value);
            var name = s.Variable.Text;
            var isBuffered = !_inAtomic && _world.Buffers.TakesPlain(Thread);
            if (isBuffered)
                _world.Buffers.AwaitRoom(_code);
            _code.Then(next => new($"{_code.Thread} writes {name}", c =>
            {
                var written = value.Of(c);
                if (isBuffered)
                    _world.Buffers.PutVariable(c, Thread, shared, written);
                else
                    c[shared] = written;
                c.Tell?.Invoke($"{_code.Thread} writes {name} = {(long)written.Bits}{(isBuffered ? ", into its store buffer" : "")}");
                return new(Outcome.Done, next);
            }, next) { Uses = value.Uses, NeverBlocks = true });
            return;
        }
        var variable = _variables[s.Variable.Text];
        if (s.Value is Call call && Vocabulary.Find(call.Word.Text) is { IsPure: false })
            _expressions.Words.Compile(call, _expressions, variable);
        else
            _code.Emit(new Set(variable, _expressions.Lower(s.Value)));
    }

    private void Lock(LockStatement s)
    {
        var key = Locks.KeyOf(s.Lock, PageOf, _world.Pages);
        var said = s.Lock.Of is { } of ? s.Lock.Kind.Text == LockName.Mmap ? $"mmap_lock for {of.Text}" : $"{s.Lock.Kind.Text}({_world.Pages[PageOf(of)].Name})" : s.Lock.Kind.Text;
        var reads = s.Lock is { Kind.Text: LockName.Mmap, Of.Text: "read" };
        var isBuffered = !s.Takes && !_inAtomic && _world.Buffers.TakesPlain(Thread) && s.Lock.Kind.Text is not (LockName.Mmap or LockName.AddressSpace);
        if (isBuffered)
            _world.Buffers.AwaitRoom(_code);
        else
            Fence();
        _code.Then(next => s.Takes
            ? new($"{_code.Thread} locks {said}", c =>
            {
                if (!_world.Locks.TryTake(c, Thread, key, reads))
                    return Went.Blocked;
                c.Tell?.Invoke($"{_code.Thread} takes {said}");
                return new(Outcome.Acquired, next);
            }, next)
            : new($"{_code.Thread} unlocks {said}", c =>
            {
                if (!_world.Locks.TryRelease(c, Thread, key, isBuffered))
                    throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text, [new(s.At,
                        $"{_code.Thread} releases {said}, which it doesn't hold{Where()}; expected a lock before it on every way here")]);
                c.Tell?.Invoke($"{_code.Thread} releases {said}{(isBuffered ? ", into its store buffer" : "")}");
                return new(Outcome.Done, next);
            }, next) { IsRelease = !isBuffered, NeverBlocks = true });
    }

    private string Where() => _world.Text.Row.Values.Count == 0 ? "" : $" (where {_world.Text.Row})";

    private void If(IfStatement s)
    {
        var (yes, no, end) = (new Label(), new Label(), new Label());
        _code.Emit(new Test(_expressions.Lower(s.Condition), yes, no));
        _code.Mark(yes);
        Compile(s.Then);
        _code.Emit(new Go(end));
        _code.Mark(no);
        if (s.Else is not null)
            Compile(s.Else);
        _code.Mark(end);
    }

    private void Forever(ForeverStatement s)
    {
        var (head, exit) = (_code.Here(), new Label());
        var body = new Label();
        _code.Emit(new Head(body, exit));
        _code.Mark(body);
        Compile(s.Body);
        _code.Emit(new Go(head));
        _code.Mark(exit);
    }

    private void Until(UntilStatement s)
    {
        var (again, exit) = (_code.Here(), new Label());
        Compile(s.Body);
        _code.Emit(new Test(_expressions.Lower(s.Condition), exit, again));
        _code.Mark(exit);
    }

    private void Wait(WaitStatement s)
    {
        var condition = _expressions.AtOnce(s.Condition);
        var said = Texts.Spell(s.Condition);
        _code.Then(next => new($"{_code.Thread} waits for {said}", c =>
        {
            if (!condition.Of(c).IsTrue)
                return Went.Blocked;
            c.Tell?.Invoke($"{_code.Thread} sees that {said}");
            return new(Outcome.Done, next);
        }, next) { Uses = condition.Uses });
    }

    private void BugOn(BugOnStatement s)
    {
        var condition = _expressions.AtOnce(s.Condition);
        var said = Texts.Spell(s.Condition);
        _code.Then(next => new($"{_code.Thread} bug_on {said}", c =>
        {
            c.Signs |= Happening.Questioned;
            var isBug = condition.Of(c).IsTrue;
            c.Tell?.Invoke($"{_code.Thread} bug_on({said}): {(isBug ? "it is so" : "it isn't so")}");
            if (isBug && !_world.Has(Defect.BugOnAsksNothing))
                _world.Violate(c, Property.NoBug);
            return new(Outcome.Done, next);
        }, next) { Uses = condition.Uses, NeverBlocks = true });
    }

    private void Atomic(AtomicStatement s)
    {
        if (Texts.Calls(s.Body).FirstOrDefault(c => c.Word.Text == "alloc_page") is { } choice)
            throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text, [new(choice.At, "alloc_page inside atomic: which frame it takes is a choice; expected it before the block")]);
        var inner = new Code(_code.Thread, _code.Number, _code.Pc);
        new ThreadCompiler(_world, inner, _variables, inAtomic: true, _faulting).Compile(s.Body);
        inner.Emit(new End());
        Fence();
        _code.Variables.AddRange(inner.Variables.Except(_code.Variables));
        _code.Then(next => new($"{_code.Thread} does atomic at line {s.At.Line}", c =>
        {
            c.Tell?.Invoke($"{_code.Thread} in one step:");
            return inner.RunAll(c) ? new(Outcome.Done, next) : Went.Blocked;
        }, next) { Uses = [.. _code.Variables] });
    }
}
