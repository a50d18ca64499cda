using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>record</c></summary>
internal sealed class Record() : MarkWord("record", Kind.Nothing, "sets the page's bit in the driver's bitmap", MarkOp.Set, MarkKind.Record)
{
    public override WordTraits Traits => WordTraits.Records;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.World.Record(c, page, By.Kernel);
        return default;
    }
}
