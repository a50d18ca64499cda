using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_get_and_clear</c></summary>
internal sealed class PtepGetAndClear() : EntryWord("ptep_get_and_clear", [Kind.Page], Kind.Pte,
    "takes the entry and leaves an empty slot; two steps, read and store, where the architecture's isn't atomic")
{
    public override WordTraits Traits => WordTraits.EmptiesSlot;

    protected override PteHelpers Helper => PteHelpers.GetAndClear;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) =>
        steps.World.Exchange(c, page, steps.World.Model.Empty);

    protected override Pte Made(World world, Context c, Pte read, IReadOnlyList<Pure> values) => world.Model.Empty;
}
