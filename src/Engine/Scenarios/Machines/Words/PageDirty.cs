using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>page_dirty</c></summary>
internal sealed class PageDirty() : MarkWord("page_dirty", Kind.Number, "reads PG_dirty", MarkOp.Read, MarkKind.PageDirty)
{
    public override WordTraits Traits => WordTraits.OnlyReads;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) =>
        c[FieldOf(steps.World, c, page)];
}
