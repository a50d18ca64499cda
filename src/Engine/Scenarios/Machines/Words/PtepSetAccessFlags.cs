using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_set_access_flags</c></summary>
internal sealed class PtepSetAccessFlags() : EntryWord("ptep_set_access_flags", [Kind.Page, Kind.Pte], Kind.Nothing,
    "grants what the entry has more, by the format's rule; two steps where the architecture's isn't atomic")
{
    public override WordTraits Traits => WordTraits.StoresEntry;

    protected override PteHelpers Helper => PteHelpers.SetAccessFlags;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.World.Install(c, page, Made(steps.World, c, c[steps.World.Ptes[page]].Pte, values));
        return default;
    }

    protected override Pte Made(World world, Context c, Pte read, IReadOnlyList<Pure> values) =>
        world.Model.Merged(read, values[0].Of(c).Pte);
}
