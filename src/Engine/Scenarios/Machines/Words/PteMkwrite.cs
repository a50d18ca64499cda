using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>pte_mkwrite</c></summary>
internal sealed class PteMkwrite() : EntryFormula<PteMkwrite.Formula>("pte_mkwrite", Kind.Pte, "with writing granted")
{
    public readonly struct Formula : IPteFormula
    {
        public static Pte Of<TPte>(Pte pte) where TPte : struct, IPteFormat => TPte.MakeWritable(pte);
    }
}
