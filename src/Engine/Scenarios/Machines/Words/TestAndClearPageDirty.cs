using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>test_and_clear_page_dirty</c></summary>
internal sealed class TestAndClearPageDirty() : MarkWord("test_and_clear_page_dirty", Kind.Number, "clears PG_dirty; gives back what it was", MarkOp.Clear, MarkKind.PageDirty)
{
    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        var mark = FieldOf(steps.World, c, page);
        var was = c[mark];
        c[mark] = false;
        return was;
    }
}
