using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>recorded</c></summary>
internal sealed class Recorded() : MarkWord("recorded", Kind.Number, "reads the page's bit in the driver's bitmap", MarkOp.Read, MarkKind.Record)
{
    public override WordTraits Traits => WordTraits.OnlyReads | WordTraits.Records;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) =>
        c[FieldOf(steps.World, c, page)];
}
