using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>Entries without accessed and dirty flags: EPTP[6] is clear, hardware ignores bits 8 and 9 and writes
/// nothing. What was stored to is known by write-protection alone (<c>tdp_mmu_need_write_protect</c>).</summary>
/// <remarks>// Choice: KVM tells what was accessed by access tracking, which takes R, W and X and saves R and X
/// (<c>mark_spte_for_access_track</c>); here nothing becomes old. The marks of its own that it leaves in bits 8 and 9
/// are left out as well.</remarks>
public readonly struct EptNoAdPte : IEptPte<EptNoAdPte>
{
    /// <inheritdoc/>
    public static ulong Type => AdDisabled;

    /// <inheritdoc/>
    public static ulong Recorded => 0;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge | PteFeatures.NoAccessedBit | PteFeatures.NoDirtyBit;

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits { get; } = [.. Named.Where(bit => bit.Number is not (A or D))];
}
