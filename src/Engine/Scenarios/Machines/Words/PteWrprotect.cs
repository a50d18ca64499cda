using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_wrprotect</c></summary>
internal sealed class PteWrprotect() : EntryFormula<PteWrprotect.Formula>("pte_wrprotect", Kind.Pte, "without writing; dirtiness is kept")
{
    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.WriteProtect(pte);
    }
}
