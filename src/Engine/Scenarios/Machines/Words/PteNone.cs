using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_none</c></summary>
internal sealed class PteNone() : EntryFormula<PteNone.Formula>("pte_none", Kind.Number, "whether the slot is empty")
{
    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.None(pte);
    }
}
