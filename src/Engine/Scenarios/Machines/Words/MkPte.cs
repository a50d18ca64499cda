using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>mk_pte</c></summary>
internal sealed class MkPte() : FormulaWord("mk_pte", [Kind.Frame], Kind.Pte,
    "a present, young, read-only, clean entry of a frame; it gives the frame to the page that it is stored for")
{
    public override WordTraits Traits => WordTraits.GivesFrame;

    // The mark says that this entry gives its frame to the page that it is stored for.
    public override Pure Lower(World world, Call call, ExpressionCompiler expressions, Func<Expression, Pure> lower)
    {
        var frame = expressions.Frame(call.Arguments[0].Value, lower);
        return new(c => new(world.Model.Leaf(frame.Of(c)).Value, 1), frame.Uses);
    }
}
