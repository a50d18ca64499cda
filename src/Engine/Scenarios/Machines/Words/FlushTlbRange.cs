using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_range</c></summary>
internal sealed class FlushTlbRange() : FlushWord("flush_tlb_range", Kind.Pages,
    "drops the translations of a range on every core");
