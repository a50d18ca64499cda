using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>clear_record</c></summary>
internal sealed class ClearRecord() : MarkWord("clear_record", Kind.Nothing, "clears the page's bit in the driver's bitmap", MarkOp.Clear, MarkKind.Record)
{
    public override WordTraits Traits => WordTraits.Records;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        c[FieldOf(steps.World, c, page)] = false;
        return default;
    }
}
