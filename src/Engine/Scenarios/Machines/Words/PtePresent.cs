using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_present</c></summary>
internal sealed class PtePresent() : EntryFormula<PtePresent.Formula>("pte_present", Kind.Number, "whether it is a mapping to software")
{
    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.Present(pte);
    }
}
