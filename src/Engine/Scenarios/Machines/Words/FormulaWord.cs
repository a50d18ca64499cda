using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A word without a step of its own.</summary>
internal abstract class FormulaWord(string name, IReadOnlyList<Kind> takes, Kind gives, string meaning)
    : Word(name, takes, gives, meaning)
{
    public static FormulaWord Of(Call call) => Vocabulary.Find(call.Word.Text) as FormulaWord
        ?? throw new InvalidOperationException($"{call.Word.Text} is no formula");

    public override Section Section => Section.Formulas;

    public override string Steps => "";

    /// <summary>Its formula.</summary>
    /// <param name="world">The machine's fields.</param>
    /// <param name="call">What it is given.</param>
    /// <param name="expressions">For frames.</param>
    /// <param name="lower">For its arguments.</param>
    public abstract Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower);
}
