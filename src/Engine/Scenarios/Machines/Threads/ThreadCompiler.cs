using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Machines.Words;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Threads;

/// <summary>Makes a thread's code of its text.</summary>
internal sealed class ThreadCompiler
{
    private readonly World _world;
    private readonly Code _code;
    private readonly Dictionary<string, Field> _variables;
    private readonly bool _inAtomic;
    private readonly (string Name, int Page, Field Seen)? _faulting;
    private readonly WordSteps _words;
    private readonly ExpressionCompiler _expressions;

    public ThreadCompiler(World world, Code code, Dictionary<string, Field> variables, bool inAtomic = false,
        (string, int, Field)? faulting = null)
    {
        (_world, _code, _variables, _inAtomic, _faulting) = (world, code, variables, inAtomic, faulting);
        _words = new(world, code, PageOf, inAtomic, SeenOf);
        _expressions = new(world, code, variables, PageOf, _words);
    }

    public void Compile(Block block)
    {
        foreach (var statement in block.Statements)
        {
            _code.Source = statement.At;
            Compile(statement);
            _code.Source = statement.At;   // what a statement emits behind its parts is its own
        }
    }

    private int Thread => _code.Number;

    private int PageOf(Name name) => _faulting is { } f && name.Text == f.Name ? f.Page
        : _world.Text.Scenario.PageNumber(name.Text) is >= 0 and var page
        ? page
        : throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text,
            [new(name.At, $"'{name.Text}' isn't a page, where {_world.Text.Row}; expected a page's name")]);

    private Field? SeenOf(int page) => _faulting is { } f && f.Page == page ? f.Seen : null;

    private void Compile(Statement statement)
    {
        switch (statement)
        {
            case AccessStatement s:
                new AccessCompiler(_world, _code).Compile([.. s.Targets.Select(PageOf).Distinct()], s.IsStore);
                break;
            case Assignment s: Assign(s); break;
            case ExpressionStatement { Value: Call call }: _words.Emit(call, _expressions, null); break;
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

    private void Assign(Assignment s)
    {
        if (_world.Vars.TryGetValue(s.Variable.Text, out var shared))
            Store(s.Variable.Text, shared, _expressions.Lower(s.Value));
        else if (s.Value is Call call && Vocabulary.Find(call.Word.Text) is { IsPure: false })
            _words.Emit(call, _expressions, _variables[s.Variable.Text]);
        else
            _code.Emit(new Set(_variables[s.Variable.Text], _expressions.Lower(s.Value)));
    }

    private void Store(string name, Field shared, Pure value)
    {
        var order = _words.Order;
        if (order.DefersPlain(Thread))
            order.AwaitRoom(_code);
        _code.Then(next => new($"{_code.Thread} writes {name}", c =>
        {
            var written = value.Of(c);
            order.Store(c, Thread, shared, written);
            c.Tell?.Invoke(new VariableEvent(Writes: true, name, (long)written.Bits)
                { IsBuffered = order.DefersPlain(Thread) });
            return new(Outcome.Done, next);
        }, next) { Uses = value.Uses, NeverBlocks = true });
    }

    private void Lock(LockStatement s)
    {
        if (s.Takes)
        {
            _words.Order.Fence(_code);
            Take(s, Locks.KeyOf(s.Lock, PageOf, _world.Pages));
        }
        else
            Release(s, Locks.KeyOf(s.Lock, PageOf, _world.Pages));
    }

    private void Take(LockStatement s, string key)
    {
        var (said, reads) = (Spelt(s.Lock), IsRead(s.Lock));
        _code.Then(next => new($"{_code.Thread} locks {said}", c =>
        {
            if (!_world.Locks.TryTake(c, Thread, key, reads))
                return Went.Blocked;
            c.Tell?.Invoke(Told(s, key));
            return new(Outcome.Acquired, next);
        }, next));
    }

    // Where plain stores are deferred, a release is one, but for locks whose release is a locked operation.
    private void Release(LockStatement s, string key)
    {
        _words.Queue.BeforeRelease(s.Lock);
        var (said, order) = (Spelt(s.Lock), _words.Order);
        var isDeferred = order.DefersPlain(Thread) && s.Lock.Kind.Text is not (LockName.Mmap or LockName.AddressSpace);
        if (isDeferred)
            order.AwaitRoom(_code);
        else
            order.Fence(_code);
        _code.Then(next => new($"{_code.Thread} unlocks {said}", c =>
        {
            if (!_world.Locks.TryGiveUp(c, Thread, key))
                throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text,
                    [new(s.At, $"{_code.Thread} releases "
                    + $"{said}, which it doesn't hold{Where()}; expected a lock before it on every way here")]);
            if (isDeferred)
                order.StoreRelease(c, Thread, key);
            else
                _world.Locks.Free(c, key);
            c.Tell?.Invoke(Told(s, key) with { IsBuffered = isDeferred });
            return new(Outcome.Done, next);
        }, next) { IsRelease = !isDeferred, NeverBlocks = true });
    }

    private LockEvent Told(LockStatement s, string key) =>
        new(s.Takes, _world.Locks.NameOf(key), By.Kernel) { Named = Spelt(s.Lock), IsShared = IsRead(s.Lock) };

    private static bool IsRead(LockName name) => name is { Kind.Text: LockName.Mmap, Of.Text: "read" };

    private string Spelt(LockName name) => name.Of is not { } of ? name.Kind.Text
        : name.Kind.Text == LockName.Mmap ? $"mmap_lock for {of.Text}"
        : $"{name.Kind.Text}({_world.Pages[PageOf(of)].Name})";

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
            {
                c.Tell?.Invoke(new WaitEvent { Condition = said });
                return Went.Blocked;
            }
            c.Tell?.Invoke(new ConditionEvent("wait", said, Holds: true));
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
            c.Tell?.Invoke(new ConditionEvent("bug_on", said, isBug));
            if (isBug)
                _world.Violate(c, Property.NoBug);
            return new(Outcome.Done, next);
        }, next) { Uses = condition.Uses, NeverBlocks = true });
    }

    private void Atomic(AtomicStatement s)
    {
        if (Texts.Calls(s.Body).FirstOrDefault(c => Texts.Is(c, WordTraits.AllocatesFrame)) is { } choice)
            throw ScenarioException.Of(_world.Text.Scenario.File, _world.Text.Scenario.Text, [new(choice.At,
                "alloc_page inside atomic: which frame it takes is a choice; expected it before the block")]);
        var inner = new Code(_code.Thread, _code.Number, _code.Pc);
        new ThreadCompiler(_world, inner, _variables, inAtomic: true, _faulting).Compile(s.Body);
        inner.Emit(new End());
        _words.Order.Fence(_code);
        _code.Variables.AddRange(inner.Variables.Except(_code.Variables));
        _code.Inner.Add(inner);
        _code.Then(next => new($"{_code.Thread} does atomic at line {s.At.Line}", c =>
        {
            c.Tell?.Invoke(new CpuEvent(CpuOp.Atomic));
            return inner.RunAll(c) ? new(Outcome.Done, next) : Went.Blocked;
        }, next) { Uses = [.. _code.Variables] });
    }
}
