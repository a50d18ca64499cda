using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_clear_soft_dirty</c></summary>
internal sealed class PteClearSoftDirty() : EntryFormula<PteClearSoftDirty.Formula>("pte_clear_soft_dirty", Kind.Pte, "without soft-dirtiness")
{
    public override PteFeatures Needs => PteFeatures.SoftDirty;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.ClearSoftDirty(pte);
    }
}
