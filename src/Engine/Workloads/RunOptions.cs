using Emulator.Engine.Cpu;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>How a workload is run.</summary>
/// <param name="Round">How dirty pages are found.</param>
/// <param name="Every">A pass after so many data records; 0: only the one at the end.</param>
/// <param name="Cores">How many cores share the address space.</param>
/// <param name="Flush">When passes flush.</param>
/// <param name="Rules">Which VMAs passes walk.</param>
/// <param name="Tlb">Every core's TLB.</param>
public sealed record RunOptions(
    TrackingRound Round, ulong Every, int Cores, FlushDiscipline Flush, ApplyRules Rules, TlbShape Tlb)
{
    /// <summary>
    /// When passes flush on an architecture: where changing an entry brings its flush along, whatever was asked.
    /// </summary>
    internal FlushDiscipline FlushOn<TTlb>() where TTlb : struct, ITlbModel =>
        Flush.On(TTlb.Reach);
}
