using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word as a text says it.</summary>
/// <param name="Call">The word and all that it is given.</param>
/// <param name="Expressions">For its arguments.</param>
/// <param name="Into">Where its answer goes; null: nowhere.</param>
internal sealed record Said(Call Call, ExpressionCompiler Expressions, Field? Into)
{
    /// <summary>Its arguments, options apart.</summary>
    public IReadOnlyList<Argument> Arguments { get; } = [.. Call.Arguments.Where(a => a.Option is null)];

    /// <summary>Its arguments' formulas, from one on, their own steps emitted.</summary>
    public IReadOnlyList<Pure> Values(int from) => [.. Arguments.Skip(from).Select(a => Expressions.Lower(a.Value))];

    /// <summary>The word with what it is given, its first argument by another name.</summary>
    public string Spelt(string first) =>
        $"{Call.Word.Text}({string.Join(", ", Call.Arguments.Skip(1).Select(a => Texts.Spell(a.Value)).Prepend(first))})";
}
