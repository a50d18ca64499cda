using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_young</c></summary>
internal sealed class PteYoung() : EntryFormula<PteYoung.Formula>("pte_young", Kind.Number, "whether it was accessed")
{
    public override PteFeatures Needs => FormatNeeds.AccessedBit;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.Young(pte);
    }
}
