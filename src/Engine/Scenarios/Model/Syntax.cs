namespace Emulator.Engine.Scenarios.Model;

/// <summary>A place in a scenario's text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Length">In characters, on that line.</param>
internal readonly record struct At(int Line, int Column, int Length);

/// <summary>A word of the text.</summary>
internal sealed record Name(At At, string Text);

/// <summary>A statement of a thread.</summary>
internal abstract record Statement(At At);

internal sealed record AccessStatement(At At, bool IsStore, IReadOnlyList<Name> Targets) : Statement(At);

internal sealed record Assignment(At At, Name Variable, Expression Value) : Statement(At);

internal sealed record ExpressionStatement(At At, Expression Value) : Statement(At);

internal sealed record LockStatement(At At, bool Takes, LockName Lock) : Statement(At);

internal sealed record IfStatement(At At, Expression Condition, Block Then, Block? Else) : Statement(At);

internal sealed record RepeatStatement(At At, Number Times, Block Body) : Statement(At);

internal sealed record ForeverStatement(At At, Block Body) : Statement(At);

internal sealed record UntilStatement(At At, Expression Condition, Block Body) : Statement(At);

internal sealed record WaitStatement(At At, Expression Condition) : Statement(At);

internal sealed record BugOnStatement(At At, Expression Condition) : Statement(At);

internal sealed record AtomicStatement(At At, Block Body) : Statement(At);

/// <summary>Statements in a row.</summary>
internal sealed record Block(IReadOnlyList<Statement> Statements);

/// <summary>A lock: <c>ptl(A)</c>, <c>mmap read</c>, <c>mmap write</c>, or a name.</summary>
/// <param name="Kind">The first word.</param>
/// <param name="Of">What it is the lock of, or how it is taken; null for a lock that is a name alone.</param>
internal sealed record LockName(Name Kind, Name? Of)
{
    public const string Ptl = "ptl", Mmap = "mmap", AddressSpace = "address_space";
}

/// <summary>An expression.</summary>
internal abstract record Expression(At At);

internal sealed record Number(At At, long Value) : Expression(At)
{
    public const long Largest = int.MaxValue;

    /// <summary>As it stands in the text.</summary>
    public string Written { get; init; } = $"{Value}";
}

internal sealed record Reference(Name Name) : Expression(Name.At);

internal sealed record Not(At At, Expression Value) : Expression(At);

internal sealed record Binary(At At, string Operator, Expression Left, Expression Right) : Expression(At);

internal sealed record Call(Name Word, IReadOnlyList<Argument> Arguments) : Expression(Word.At);

/// <summary>An argument: an expression, a range <c>A..B</c>, or an option <c>flush = none</c>.</summary>
/// <param name="Value">The expression; the range's first page; the option's value.</param>
/// <param name="To">The range's last page.</param>
/// <param name="Option">The option's name.</param>
internal sealed record Argument(Expression Value, Name? To, Name? Option);

/// <summary>A line of a scenario outside its threads.</summary>
internal abstract record Item(At At);

internal sealed record ScenarioItem(At At, Name Name, string Title) : Item(At);

internal sealed record SourceItem(At At, string Text) : Item(At);

/// <summary>Something worth knowing: <c>about year "2014"</c>.</summary>
internal sealed record AboutItem(At At, Name Key, string Text) : Item(At);

internal sealed record ParamItem(At At, Name Name, IReadOnlyList<Name> Values) : Item(At);

internal sealed record VarItem(At At, Name Name, Number Initial) : Item(At);

internal sealed record FrameItem(At At, IReadOnlyList<Name> Names) : Item(At);

internal sealed record PageItem(At At, IReadOnlyList<Name> Names, Name? Frame, IReadOnlyList<PageAttribute> Attributes)
    : Item(At);

/// <summary>An attribute of a page; the table's number where it is <c>table(n)</c>.</summary>
internal sealed record PageAttribute(Name Word, Number? Table)
{
    /// <summary>The words that are attributes.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["writable", "readonly", "dirty", "clean", "young", "old", "absent", "recorded", "table"];
}

internal sealed record TlbItem(At At, Name Core, Name? Page, Name Filled) : Item(At);

internal sealed record ThreadItem(At At, Name Name, Block Body) : Item(At);

internal sealed record MkWriteItem(At At, Name Page, Block Body) : Item(At);

internal sealed record MarksItem(At At, IReadOnlyList<Name> Marks) : Item(At);

internal sealed record AllowItem(At At, IReadOnlyList<Name> Words) : Item(At);

/// <summary>The architectures that a scenario is for: by name, or by traits.</summary>
internal sealed record ArchItem(At At, IReadOnlyList<Name> Names, TraitTest? Where) : Item(At);

internal sealed record AssertItem(At At, IReadOnlyList<Name> Properties) : Item(At);

internal sealed record ExpectItem(At At, Name Property, Name Verdict, IReadOnlyList<Name> On, TraitTest? Where,
    IReadOnlyList<(Name Param, Name Value)> When) : Item(At);
