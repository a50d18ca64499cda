using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_mkdirty</c></summary>
internal sealed class PteMkdirty() : EntryFormula<PteMkdirty.Formula>("pte_mkdirty", Kind.Pte, "dirty")
{
    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.MakeDirty(pte);
    }
}
