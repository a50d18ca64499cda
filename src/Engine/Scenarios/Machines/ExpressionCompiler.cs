using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes formulas of expressions. Words and shared variables that are a step each are emitted before the formula, left to
/// right and inside-out.</summary>
internal sealed class ExpressionCompiler(World world, Code code, Dictionary<string, Field> variables, Func<Name, int> pageOf, WordCompiler words)
{
    public WordCompiler Words => words;

    public Func<Name, int> PageOf => pageOf;

    /// <summary>What an argument says of a frame.</summary>
    public FrameArgument Frame(Expression argument) => Frame(argument, Lower);

    private FrameArgument Frame(Expression argument, Func<Expression, Pure> lower) => argument is Reference named
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
        Call c when Vocabulary.Find(c.Word.Text) is { IsPure: true } => Formula(c, Lower),
        Call c => Step(c),
        _ => throw new InvalidOperationException("no such expression"),
    };

    /// <summary>A formula that reads everything in one step: the condition of <c>wait</c>.</summary>
    public Pure AtOnce(Expression expression) => expression switch
    {
        Not n => Map(AtOnce(n.Value), v => !v.IsTrue),
        Binary b => Combine(b.Operator, AtOnce(b.Left), AtOnce(b.Right)),
        Reference r when world.Vars.TryGetValue(r.Name.Text, out var shared) => new(c => world.Buffers.Seen(c, code.Number, shared), []),
        Call c when Vocabulary.Find(c.Word.Text) is { IsPure: true } => Formula(c, AtOnce),
        Call c => words.Reading(c),
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
    private Cell ValueOf(string value) => (ulong)(1 + world.Text.Scenario.Params.SelectMany(p => p.Values).Distinct().ToList().IndexOf(value));

    private Pure ReadVar(string name, Field shared)
    {
        var into = Temporary();
        code.Then(next => new($"{code.Thread} reads {name}", c =>
        {
            c[into] = world.Buffers.Seen(c, code.Number, shared);
            c.Tell?.Invoke($"{code.Thread} reads {name} = {(long)c[into].Bits}");
            return new(Outcome.Done, next);
        }, next) { Defines = [into], NeverBlocks = true });
        return new(c => c[into], [into]);
    }

    private Pure Step(Call call)
    {
        var into = Temporary();
        words.Compile(call, this, into);
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

    private Pure Formula(Call call, Func<Expression, Pure> lower)
    {
        if (call.Word.Text == "mk_pte")
            return MkPte(Frame(call.Arguments[0].Value, lower));
        var first = lower(call.Arguments[0].Value);
        if (call.Word.Text == "pte_frame")
            return Map(first, v => world.Model.IsPresent(v.Pte) ? FrameArgument.Number(world.Model.FrameOf(v.Pte)) : 0);
        if (call.Arguments is [_, var other])
            return OfTwo(call.Word.Text, first, lower(other.Value));
        var formula = world.Model.Formula(call.Word.Text);
        var answers = Vocabulary.Find(call.Word.Text) is { Gives: Kind.Number };
        return Map(first, v => answers ? formula(v.Pte).IsTrue : new Cell(formula(v.Pte).Value, v.Mark));
    }

    // Equality is of bits, whatever the entries' origin; what is changed stays what it was.
    private Pure OfTwo(string word, Pure first, Pure second)
    {
        Cell Modified(Cell entry, Cell like) => new(world.Model.Modified(entry.Pte, like.Pte, isHuge: word == "pmd_modify").Value, entry.Mark);
        return new(word == "pte_same" ? c => first.Of(c).Bits == second.Of(c).Bits : c => Modified(first.Of(c), second.Of(c)), [.. first.Uses, .. second.Uses]);
    }

    // The mark says that this entry gives its frame to the page that it is stored for.
    private Pure MkPte(FrameArgument frame) => new(c => new(world.Model.Leaf(frame.Of(c)).Value, 1), frame.Uses);

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
        Call c => Vocabulary.Find(c.Word.Text) is not { IsPure: true } || c.Arguments.Any(a => HasSteps(a.Value)),
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
