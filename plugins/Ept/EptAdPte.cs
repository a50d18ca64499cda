using System.Runtime.CompilerServices;
using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>Entries with accessed and dirty flags: EPTP[6] is set. Intel SDM vol. 3C, "Accessed and Dirty Flags for
/// EPT".</summary>
public readonly struct EptAdPte : IEptPte<EptAdPte>
{
    /// <inheritdoc/>
    public static ulong Type => AdEnabled;

    /// <inheritdoc/>
    public static ulong Recorded => 1UL << A | 1UL << D;

    /// <inheritdoc/>
    public static PteFeatures Features => PteFeatures.Huge;

    /// <inheritdoc/>
    public static IReadOnlyList<PteBit> Bits => Named;

    /// <summary>What <c>is_dirty_spte</c> asked; dirty logging looks at D itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Dirty<W>(W pte) where W : struct, IWord<W> => pte.Bit(D);

    /// <summary><c>is_accessed_spte</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Young<W>(W pte) where W : struct, IWord<W> => pte.Bit(A);

    /// <summary><c>clear_dirty_gfn_range</c>, <c>clear_dirty_pt_masked</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeClean<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << D);

    /// <summary>As <c>make_spte</c> does with what it lets be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << D);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => pte.Set(1UL << A);

    /// <summary><c>kvm_tdp_mmu_age_spte</c>, by <c>mark_spte_for_access_track</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W MakeOld<W>(W pte) where W : struct, IWord<W> => pte.Clear(1UL << A);
}
