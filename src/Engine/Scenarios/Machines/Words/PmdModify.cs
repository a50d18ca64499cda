using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pmd_modify</c></summary>
internal sealed class PmdModify() : FormulaWord("pmd_modify", [Kind.Pte, Kind.Pte], Kind.Pte, "pte_modify for the entry of a huge page, by the architecture's own text where it has one")
{
    public override WordTraits Traits => WordTraits.OfHuge;

    public override Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower)
    {
        var (entry, like) = (lower(call.Arguments[0].Value), lower(call.Arguments[1].Value));
        Cell Of(Cell of, Cell given) => new(world.Model.Modified(of.Pte, given.Pte, isHuge: true).Value, of.Mark);
        return new(c => Of(entry.Of(c), like.Of(c)), [.. entry.Uses, .. like.Uses]);
    }
}
