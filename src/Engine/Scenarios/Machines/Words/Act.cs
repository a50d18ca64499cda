using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>act</c></summary>
internal sealed class Act() : PageWord("act", [Kind.Page], Kind.Nothing, "the consumer takes the page's content; the record stays as it is")
{
    public override Section Section => Section.Marks;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.World.Act(c, page);
        return default;
    }

    protected override Event Told(WordSteps steps, Context c, int page, string call) =>
        new ConsumeEvent(Name, [steps.World.Pages[page].Name]) { Call = call };
}
