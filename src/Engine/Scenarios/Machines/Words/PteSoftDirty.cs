using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_soft_dirty</c></summary>
internal sealed class PteSoftDirty() : EntryFormula<PteSoftDirty.Formula>("pte_soft_dirty", Kind.Number, "whether it is soft-dirty")
{
    public override PteFeatures Needs => PteFeatures.SoftDirty;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.SoftDirty(pte);
    }
}
