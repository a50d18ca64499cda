using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary><c>flush_tlb_page</c></summary>
internal sealed class FlushTlbPage() : FlushWord("flush_tlb_page", Kind.Page,
    "drops the page's translations on every core");
