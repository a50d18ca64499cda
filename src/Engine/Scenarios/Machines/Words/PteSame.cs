using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_same</c></summary>
internal sealed class PteSame() : FormulaWord("pte_same", [Kind.Pte, Kind.Pte], Kind.Number, "whether two entries are equal")
{
    // Of bits, whatever the entries' origin.
    public override Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower)
    {
        var (x, y) = (lower(call.Arguments[0].Value), lower(call.Arguments[1].Value));
        return new(c => x.Of(c).Bits == y.Of(c).Bits, [.. x.Uses, .. y.Uses]);
    }
}
