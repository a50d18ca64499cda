using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>ptep_cmpxchg</c></summary>
internal sealed class PtepCmpxchg() : EntryWord("ptep_cmpxchg", [Kind.Page, Kind.Pte, Kind.Pte], Kind.Pte,
    "stores the new entry if the old one stands there, atomically; gives back what it found")
{
    public override WordTraits Traits => WordTraits.StoresEntry;

    public override Cell Do(WordSteps steps, Context c, int page, IReadOnlyList<Pure> values)
    {
        var (world, old, then) = (steps.World, values[0].Of(c), values[1].Of(c));
        var found = c[world.Ptes[page]].Pte;
        if (found.Value != old.Bits)
            return found;
        world.Install(c, page, then);
        world.Changed(c, page);
        return found;
    }
}
