using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_set_wrprotect</c></summary>
internal sealed class PtepSetWrprotect() : EntryWord("ptep_set_wrprotect", [Kind.Page], Kind.Nothing,
    "write-protects the entry; two steps, read and store, where the architecture's isn't atomic")
{
    protected override PteHelpers Helper => PteHelpers.SetWriteProtect;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.World.Exchange(c, page, Made(steps.World, c, c[steps.World.Ptes[page]].Pte, values));
        return default;
    }

    protected override Pte Made(World world, Context c, Pte read, IReadOnlyList<Pure> values) =>
        world.Model.Formula<PteWrprotect.Formula>(read);
}
