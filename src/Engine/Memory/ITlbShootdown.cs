namespace Emulator.Engine.Memory;

/// <summary>Where a flush goes: every core's TLB. A call returns when every core has dropped what it was asked
/// to.</summary>
public interface ITlbShootdown
{
    /// <summary>Drops the entries of a range of pages on every core. Linux: <c>flush_tlb_range</c>.</summary>
    void Flush(VpnRange pages);

    /// <summary>Drops every entry on every core. Linux: <c>flush_tlb_mm</c>.</summary>
    void FlushAll();
}
