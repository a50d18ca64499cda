using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_write</c></summary>
internal sealed class PteWrite() : EntryFormula<PteWrite.Formula>("pte_write", Kind.Number, "whether software granted writing")
{
    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.Writable(pte);
    }
}
