using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_frame</c></summary>
internal sealed class PteFrame() : FormulaWord("pte_frame", [Kind.Pte], Kind.Number,
    "the number of the frame that an entry maps, for words that take a frame; 0 where it isn't present")
{
    public override Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower)
    {
        var entry = lower(call.Arguments[0].Value);
        return entry with
        {
            Of = c => entry.Of(c).Pte is var pte && world.Model.IsPresent(pte)
                ? FrameArgument.Number(world.Model.FrameOf(pte))
                : 0,
        };
    }
}
