using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>set_pte_at</c></summary>
internal sealed class SetPteAt() : EntryWord("set_pte_at", [Kind.Page, Kind.Pte], Kind.Nothing, "stores an entry, plainly")
{
    public override WordTraits Traits => WordTraits.StoresEntry | WordTraits.StoresPlainly;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        steps.Order.StoreEntry(c, steps.Thread, page, values[0].Of(c));
        return default;
    }
}
