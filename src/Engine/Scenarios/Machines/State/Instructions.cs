using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>A place in a thread's code; known once something is emitted there.</summary>
internal sealed class Label
{
    public int Address { get; set; } = -1;
}

/// <summary>A formula over a thread's own variables: no step of its own.</summary>
/// <param name="Of">Its value.</param>
/// <param name="Uses">The fields that it reads.</param>
internal sealed record Pure(Func<Context, Cell> Of, IReadOnlyList<Field> Uses)
{
    public static Pure Constant(Cell value) => new(_ => value, []);
}

/// <summary>How an operation came out, and where its thread goes on.</summary>
internal readonly record struct Went(Outcome Outcome, Label? Next)
{
    public static Went Blocked => new(Outcome.Blocked, null);
}

/// <summary>An operation of a thread: a step.</summary>
/// <param name="Name">For traces.</param>
/// <param name="Act">Does it.</param>
/// <param name="Nexts">Where it may go on.</param>
internal sealed record Op(string Name, Func<Context, Went> Act, params Label[] Nexts)
{
    /// <summary>The thread's own fields that it reads.</summary>
    public IReadOnlyList<Field> Uses { get; init; } = [];

    /// <summary>The thread's own fields that it always writes.</summary>
    public IReadOnlyList<Field> Defines { get; init; } = [];

    public bool IsRelease { get; init; }

    public bool NeverBlocks { get; init; }

    /// <summary>Where in the text the statement stands that it is a step of.</summary>
    public At? At { get; set; }

    /// <summary>Whether it was ever done.</summary>
    public bool WasDone { get; set; }
}

/// <summary>An instruction of a thread's code.</summary>
internal abstract record Instruction;

/// <summary>The thread makes one of these operations: its free choice.</summary>
internal sealed record Choose(IReadOnlyList<Op> Ops, bool InAccess) : Instruction;

internal sealed record Set(Field Variable, Pure Value) : Instruction;

/// <summary>Something that is one with the step before it.</summary>
internal sealed record Also(Action<Context> Do) : Instruction;

internal sealed record Test(Pure Condition, Label Yes, Label No) : Instruction;

internal sealed record Go(Label To) : Instruction
{
    /// <summary>What is noted on the way.</summary>
    public Action<Context>? Also { get; init; }
}

/// <summary>The head of a <c>forever</c>: the body's first operation, or on.</summary>
internal sealed record Head(Label Body, Label Exit) : Instruction;

internal sealed record End : Instruction;
