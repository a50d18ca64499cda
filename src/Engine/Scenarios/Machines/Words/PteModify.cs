using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_modify</c></summary>
internal sealed class PteModify() : FormulaWord("pte_modify", [Kind.Pte, Kind.Pte], Kind.Pte, "the first entry with the protection of the second; frame and dirtiness are kept")
{
    public override Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower)
    {
        var (entry, like) = (lower(call.Arguments[0].Value), lower(call.Arguments[1].Value));
        Cell Of(Cell of, Cell given) => new(world.Model.Modified(of.Pte, given.Pte, isHuge: false).Value, of.Mark);
        return new(c => Of(entry.Of(c), like.Of(c)), [.. entry.Uses, .. like.Uses]);
    }
}
