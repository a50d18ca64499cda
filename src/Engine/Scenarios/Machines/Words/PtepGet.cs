using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_get</c></summary>
internal sealed class PtepGet() : PageWord("ptep_get", [Kind.Page], Kind.Pte, "reads the entry")
{
    public override Section Section => Section.Entries;

    public override WordTraits Traits => WordTraits.OnlyReads;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) =>
        steps.World.Order.SeenEntry(c, steps.Thread, page);

    protected override Event Told(WordSteps steps, Context c, int page, string call) =>
        new PteReadEvent(By.Kernel, Name, steps.World.Pages[page].Name, Do(steps, c, page, []).Pte) { Call = call };
}
