using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_mksoft_dirty</c></summary>
internal sealed class PteMksoftDirty() : EntryFormula<PteMksoftDirty.Formula>("pte_mksoft_dirty", Kind.Pte, "soft-dirty")
{
    public override PteFeatures Needs => PteFeatures.SoftDirty;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.MakeSoftDirty(pte);
    }
}
