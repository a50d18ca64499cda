using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>set_page_dirty</c></summary>
internal sealed class SetPageDirty() : MarkWord("set_page_dirty", Kind.Nothing, "sets PG_dirty", MarkOp.Set, MarkKind.PageDirty)
{
    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.World.SetPageDirty(c, page);
        return default;
    }
}
