using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>A member of the format, as a formula over one entry: what is changed stays of the origin that it
/// was.</summary>
internal abstract class EntryFormula<TFormula>(string name, Kind gives, string meaning)
    : FormulaWord(name, [Kind.Pte], gives, meaning)
    where TFormula : struct, IPteFormula
{
    public sealed override Pure Lower(World world, Call call, ExpressionCompiler expressions,
        Func<Expression, Pure> lower)
    {
        var (entry, answers) = (lower(call.Arguments[0].Value), Gives == Kind.Number);
        Cell Of(Cell value)
        {
            var made = world.Model.Formula<TFormula>(value.Pte);
            return answers ? made.IsTrue : new Cell(made.Value, value.Mark);
        }
        return entry with { Of = c => Of(entry.Of(c)) };
    }
}
