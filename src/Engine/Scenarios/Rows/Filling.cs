using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Rows;

/// <summary>Fills a row's parameters into a text: what they rule out is gone.</summary>
internal sealed class Filling(Scenario scenario, Row row)
{
    private readonly HashSet<string> _values = [.. scenario.Params.SelectMany(p => p.Values)];

    public Block Of(Block block) => new([.. block.Statements.SelectMany(Of)]);

    private IEnumerable<Statement> Of(Statement statement)
    {
        switch (statement)
        {
            case AccessStatement s: return [s with { Targets = [.. s.Targets.Select(Filled)] }];
            case Assignment s: return [s with { Value = Of(s.Value) }];
            case ExpressionStatement s: return [s with { Value = Of(s.Value) }];
            case LockStatement s:
                return [s with { Lock = s.Lock with { Of = s.Lock.Of is { } of ? Filled(of) : null } }];
            case IfStatement s: return If(s);
            case RepeatStatement s: return [s with { Body = Of(s.Body) }];
            case ForeverStatement s:
                return Of(s.Body) is { Statements.Count: > 0 } body ? [s with { Body = body }] : [];
            case UntilStatement s: return [s with { Condition = Of(s.Condition), Body = Of(s.Body) }];
            case WaitStatement s: return [s with { Condition = Of(s.Condition) }];
            case BugOnStatement s: return [s with { Condition = Of(s.Condition) }];
            case AtomicStatement s:
                return Of(s.Body) is { Statements.Count: > 0 } inner ? [s with { Body = inner }] : [];
            default: return [statement];
        }
    }

    private IEnumerable<Statement> If(IfStatement s)
    {
        var condition = Of(s.Condition);
        return condition is Number n
            ? (n.Value != 0 ? Of(s.Then) : s.Else is null ? new([]) : Of(s.Else)).Statements
            : [s with { Condition = condition, Then = Of(s.Then), Else = s.Else is null ? null : Of(s.Else) }];
    }

    private Expression Of(Expression expression) => expression switch
    {
        Reference r => r with { Name = Filled(r.Name) },
        Not n => Of(n.Value) is Number value ? value with { Value = value.Value == 0 ? 1 : 0 }
            : n with { Value = Of(n.Value) },
        Binary b => Of(b),
        Call c => c with { Arguments = [.. c.Arguments.Select(a =>
            a with { Value = Of(a.Value), To = a.To is { } to ? Filled(to) : null })] },
        _ => expression,
    };

    // Only what a parameter decides is decided here: the rest has steps of its own.
    private Expression Of(Binary b)
    {
        var (left, right) = (Of(b.Left), Of(b.Right));
        Number Answer(bool yes) => new(b.At, yes ? 1 : 0);
        return (b.Operator, left, right) switch
        {
            ("==", Reference x, Reference y) when IsValue(x) && IsValue(y) => Answer(x.Name.Text == y.Name.Text),
            ("!=", Reference x, Reference y) when IsValue(x) && IsValue(y) => Answer(x.Name.Text != y.Name.Text),
            ("&&", Number x, _) => x.Value == 0 ? Answer(false) : right,
            ("||", Number x, _) => x.Value != 0 ? Answer(true) : right,
            ("&&", _, Number y) when y.Value != 0 => left,
            ("||", _, Number y) when y.Value == 0 => left,
            _ => b with { Left = left, Right = right },
        };
    }

    private bool IsValue(Reference reference) => _values.Contains(reference.Name.Text)
        && scenario.Vars.All(v => v.Name != reference.Name.Text);

    private Name Filled(Name name) => row[name.Text] is { } value ? name with { Text = value } : name;
}
