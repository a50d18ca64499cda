using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_protnone</c></summary>
internal sealed class PteProtnone() : EntryFormula<PteProtnone.Formula>("pte_protnone", Kind.Number, "whether it is present to software alone")
{
    public override PteFeatures Needs => PteFeatures.ProtNone;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.ProtNone(pte);
    }
}
