using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>Makes formulas of expressions. Words and shared variables that are a step each are emitted before the
/// formula, left to right and inside-out.</summary>
internal sealed class ExpressionCompiler(World world, Code code, Dictionary<string, Field> variables,
    Func<Name, int> pageOf, WordSteps words)
{
    /// <summary>What an argument says of a frame.</summary>
    public FrameArgument Frame(Expression argument) => Frame(argument, Lower);

    /// <summary>What an argument says of a frame, its parts lowered in a way of the caller's.</summary>
    public FrameArgument Frame(Expression argument, Func<Expression, Pure> lower) => argument is Reference named
        ? FrameArgument.Named(world, named.Name, variables, pageOf)
        : FrameArgument.Kept(world, argument.At, Texts.Spell(argument), lower(argument));

    /// <summary>A formula for an expression, its steps emitted.</summary>
    public Pure Lower(Expression expression) => expression switch
    {
        Number n => Pure.Constant((ulong)n.Value),
        Reference r => Lower(r),
        Not n => Map(Lower(n.Value), v => !v.IsTrue),
        Binary { Operator: "&&" or "||" } b when HasSteps(b.Right) => Stepwise(b),
        Binary b => Combine(b.Operator, Lower(b.Left), Lower(b.Right)),
        Call c when IsPure(c) => FormulaWord.Of(c).Lower(world, c, this, Lower),
        Call c => Step(c),
        _ => throw new InvalidOperationException("no such expression"),
    };

    /// <summary>A formula that reads everything in one step: the condition of <c>wait</c>.</summary>
    public Pure AtOnce(Expression expression) => expression switch
    {
        Not n => Map(AtOnce(n.Value), v => !v.IsTrue),
        Binary b => Combine(b.Operator, AtOnce(b.Left), AtOnce(b.Right)),
        Reference r when world.Vars.TryGetValue(r.Name.Text, out var shared) =>
            new(c => world.Order.Seen(c, code.Number, shared), []),
        Call c when IsPure(c) => FormulaWord.Of(c).Lower(world, c, this, AtOnce),
        Call c => Reading(c),
        _ => Lower(expression),
    };

    private Pure Lower(Reference reference)
    {
        var name = reference.Name.Text;
        if (variables.TryGetValue(name, out var variable))
            return new(c => c[variable], [variable]);
        return world.Vars.TryGetValue(name, out var shared) ? ReadVar(name, shared) : Pure.Constant(ValueOf(name));
    }

    // A parameter's value is a number of its own.
    private Cell ValueOf(string value) => (ulong)(1 + world.Text.Scenario.Params.SelectMany(p => p.Values).Distinct()
        .ToList().IndexOf(value));

    private Pure ReadVar(string name, Field shared)
    {
        var into = Temporary();
        code.Then(next => new($"{code.Thread} reads {name}", c =>
        {
            c[into] = world.Order.Seen(c, code.Number, shared);
            c.Tell?.Invoke(new VariableEvent(Writes: false, name, (long)c[into].Bits));
            return new(Outcome.Done, next);
        }, next) { Defines = [into], NeverBlocks = true });
        return new(c => c[into], [into]);
    }

    private Pure Step(Call call)
    {
        var into = Temporary();
        words.Emit(call, this, into);
        return new(c => c[into], [into]);
    }

    // The right side has steps: they are made only where the left side leaves the answer open.
    private Pure Stepwise(Binary b)
    {
        var (answer, open, closed, end) = (Temporary(), new Label(), new Label(), new Label());
        var left = Lower(b.Left);
        code.Emit(b.Operator == "&&" ? new Test(left, open, closed) : new Test(left, closed, open));
        code.Mark(open);
        var right = Lower(b.Right);
        code.Emit(new Set(answer, Map(right, v => v.IsTrue)));
        code.Emit(new Go(end));
        code.Mark(closed);
        code.Emit(new Set(answer, Pure.Constant(b.Operator == "||")));
        code.Mark(end);
        return new(c => c[answer], [answer]);
    }

    // A word that only reads, without a step of its own.
    private Pure Reading(Call call)
    {
        var page = words.PageOfArgument(call.Arguments[0]);
        return Vocabulary.Find(call.Word.Text) is PageWord { OnlyReads: true } word
            ? new(c => word.Do(words, c, page, []), [])
            : throw new InvalidOperationException($"{call.Word.Text} changes the machine");
    }

    private static bool IsPure(Call call) => Vocabulary.Find(call.Word.Text) is { IsPure: true };

    private static Pure Map(Pure value, Func<Cell, Cell> map) => value with { Of = c => map(value.Of(c)) };

    private static Pure Combine(string op, Pure left, Pure right)
    {
        Func<long, long, long> combine = op switch
        {
            "==" => (a, b) => a == b ? 1 : 0,
            "!=" => (a, b) => a != b ? 1 : 0,
            "<" => (a, b) => a < b ? 1 : 0,
            ">" => (a, b) => a > b ? 1 : 0,
            "&&" => (a, b) => a != 0 && b != 0 ? 1 : 0,
            "||" => (a, b) => a != 0 || b != 0 ? 1 : 0,
            "+" => (a, b) => a + b,
            _ => (a, b) => a - b,
        };
        return new(c => (ulong)combine((long)left.Of(c).Bits, (long)right.Of(c).Bits), [.. left.Uses, .. right.Uses]);
    }

    private bool HasSteps(Expression expression) => expression switch
    {
        Call c => !IsPure(c) || c.Arguments.Any(a => HasSteps(a.Value)),
        Reference r => world.Vars.ContainsKey(r.Name.Text),
        Not n => HasSteps(n.Value),
        Binary b => HasSteps(b.Left) || HasSteps(b.Right),
        _ => false,
    };

    private Field Temporary()
    {
        var field = world.Temporary(code.Number);
        code.Variables.Add(field);
        return field;
    }
}
