using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_mkprotnone</c></summary>
internal sealed class PteMkprotnone() : EntryFormula<PteMkprotnone.Formula>("pte_mkprotnone", Kind.Pte, "present to software, absent to hardware, the rest kept")
{
    public override PteFeatures Needs => PteFeatures.ProtNone;

    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.MakeProtNone(pte);
    }
}
