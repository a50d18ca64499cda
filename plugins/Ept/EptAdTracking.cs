using System.Runtime.CompilerServices;
using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>The processor sets A where it uses the entry, and D on a write to the page. Intel SDM vol. 3C, "Accessed
/// and Dirty Flags for EPT". Upper levels grant everything.</summary>
/// <remarks>
/// // Choice: one locked update that looks at the entry again, as for ordinary paging. The chapter doesn't say it; KVM
/// relies on it, as it write-protects and cleans by atomic operations while the guest runs.
/// <para>// Choice: the processor's own accesses to the guest's page tables, which count as writes under EPTP[6], are
/// as many stores here.</para>
/// </remarks>
public readonly struct EptAdTracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> => new(
        EptPermissions.Allowed(pte, access).Not(), pte.Set(1UL << A | (access.IsWrite ? 1UL << D : 0)));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W>
    {
        var allowed = EptPermissions.Allowed(cached, access);
        return access.IsWrite ? allowed & cached.Bit(D) : allowed;
    }

    /// <summary>Hardware sets both: an EPT violation that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}
