using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_modify_prot_start</c></summary>
internal sealed class PtepModifyProtStart() : EntryWord("ptep_modify_prot_start", [Kind.Page], Kind.Pte,
    "takes the entry and leaves what keeps hardware from it; two steps, read and store, where the architecture's isn't atomic")
{
    protected override PteHelpers Helper => PteHelpers.GetAndClear;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values) => steps.World.Start(c, page);

    protected override Pte Made(World world, Context c, Pte read, IReadOnlyList<Pure> values) => world.Model.Started(read);
}
