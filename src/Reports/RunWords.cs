using Emulator.Engine.Cpu;

namespace Emulator.Reports;

/// <summary>How a trace was run, in the words that the settings have for it.</summary>
/// <param name="Pass">The pass.</param>
/// <param name="Every">Data records from one pass to the next; 0: only the one at the end.</param>
/// <param name="Cores">Cores that share the address space.</param>
/// <param name="Flush">The flush discipline.</param>
/// <param name="Rules">Whose rules the passes keep.</param>
/// <param name="Tlb">The TLBs' shape.</param>
/// <param name="Replacement">The TLBs' replacement.</param>
internal sealed record RunWords(
    string Pass, long Every, long Cores, string Flush, string Rules, TlbShape Tlb, string Replacement);
