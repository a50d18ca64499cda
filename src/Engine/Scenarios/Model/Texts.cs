using System.Text;

namespace Emulator.Engine.Scenarios.Model;

/// <summary>Looks through texts.</summary>
internal static class Texts
{
    /// <summary>Every statement, those inside others included.</summary>
    public static IEnumerable<Statement> Statements(Block block) =>
        block.Statements.SelectMany(s => Inside(s).SelectMany(Statements).Prepend(s));

    /// <summary>Every assignment, in order.</summary>
    public static IEnumerable<Assignment> Assignments(Block block) => Statements(block).OfType<Assignment>();

    /// <summary>Every word said.</summary>
    public static IEnumerable<Call> Calls(Block block) => Statements(block).SelectMany(s => s switch
    {
        Assignment a => Calls(a.Value),
        ExpressionStatement e => Calls(e.Value),
        IfStatement i => Calls(i.Condition),
        UntilStatement u => Calls(u.Condition),
        WaitStatement w => Calls(w.Condition),
        BugOnStatement b => Calls(b.Condition),
        _ => [],
    });

    public static IEnumerable<Call> Calls(Expression expression) => expression switch
    {
        Call c => c.Arguments.SelectMany(a => Calls(a.Value)).Append(c),
        Not n => Calls(n.Value),
        Binary b => Calls(b.Left).Concat(Calls(b.Right)),
        _ => [],
    };

    /// <summary>Whether a word has a trait.</summary>
    public static bool Is(Call call, WordTraits trait) => Vocabulary.Find(call.Word.Text)?.Is(trait) == true;

    /// <summary>The value of an option of a call; its default where it isn't given.</summary>
    public static string OptionOf(Call call, string option) =>
        call.Arguments.Where(a => a.Option?.Text == option).Select(a => a.Value).OfType<Reference>()
            .Select(r => r.Name.Text).FirstOrDefault()
        ?? Vocabulary.Find(call.Word.Text)?.Options[option][0] ?? "";

    /// <summary>A text without its places: equal for equal texts.</summary>
    public static string Spell(Block block)
    {
        var text = new StringBuilder();
        Spell(block, text);
        return text.ToString();
    }

    private static IEnumerable<Block> Inside(Statement statement) => statement switch
    {
        IfStatement i => i.Else is null ? [i.Then] : [i.Then, i.Else],
        RepeatStatement r => [r.Body],
        ForeverStatement f => [f.Body],
        UntilStatement u => [u.Body],
        AtomicStatement a => [a.Body],
        _ => [],
    };

    private static void Spell(Block block, StringBuilder text)
    {
        text.Append('{');
        foreach (var statement in block.Statements)
        {
            text.Append(Head(statement));
            foreach (var inner in Inside(statement))
                Spell(inner, text);
            text.Append(';');
        }
        text.Append('}');
    }

    // A statement without the blocks in it.
    private static string Head(Statement statement) => statement switch
    {
        AccessStatement a => $"{(a.IsStore ? "store" : "load")} {string.Join('|', a.Targets.Select(t => t.Text))}",
        Assignment a => $"{a.Variable.Text}={Spell(a.Value)}",
        ExpressionStatement e => Spell(e.Value),
        LockStatement l => $"{(l.Takes ? "lock" : "unlock")} {l.Lock.Kind.Text} {l.Lock.Of?.Text}",
        IfStatement i => $"if {Spell(i.Condition)} {(i.Else is null ? "" : "else")}",
        RepeatStatement r => $"repeat {r.Times.Value}",
        ForeverStatement => "forever",
        UntilStatement u => $"until {Spell(u.Condition)}",
        WaitStatement w => $"wait {Spell(w.Condition)}",
        BugOnStatement b => $"bug_on {Spell(b.Condition)}",
        _ => "atomic",
    };

    public static string Spell(Expression expression) => expression switch
    {
        Number n => $"{n.Value}",
        Reference r => r.Name.Text,
        Not n => $"!{Spell(n.Value)}",
        Binary b => $"({Spell(b.Left)} {b.Operator} {Spell(b.Right)})",
        Call c => $"{c.Word.Text}({string.Join(", ", c.Arguments.Select(Spell))})",
        _ => "",
    };

    private static string Spell(Argument argument) => (argument.Option is { } option ? $"{option.Text} = " : "")
        + Spell(argument.Value) + (argument.To is { } to ? $"..{to.Text}" : "");
}
