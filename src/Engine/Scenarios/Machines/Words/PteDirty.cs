using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_dirty</c></summary>
internal sealed class PteDirty() : EntryFormula<PteDirty.Formula>("pte_dirty", Kind.Number,
    "whether it is dirty, by hardware's hand or by software's")
{
    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.Dirty(pte);
    }
}
