using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_modify_prot_commit</c></summary>
internal sealed class PtepModifyProtCommit() : EntryWord(
    "ptep_modify_prot_commit", [Kind.Page, Kind.Pte, Kind.Pte], Kind.Nothing,
    "stores the new entry, plainly")
{
    public override WordTraits Traits => WordTraits.StoresEntry | WordTraits.StoresPlainly;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.Order.StoreEntry(c, steps.Thread, page, values[1].Of(c));
        return default;
    }
}
