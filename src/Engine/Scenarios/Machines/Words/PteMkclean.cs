using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_mkclean</c></summary>
internal sealed class PteMkclean() : EntryFormula<PteMkclean.Formula>("pte_mkclean", Kind.Pte, "without dirtiness")
{
    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.MakeClean(pte);
    }
}
