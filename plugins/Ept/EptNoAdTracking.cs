using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Ept;

/// <summary>The processor writes no entry, and there is nothing for the hypervisor to set either: a write that is
/// allowed leaves no trace, one that isn't is an EPT violation. Upper levels grant everything.</summary>
public readonly struct EptNoAdTracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte);

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        EptPermissions.Allowed(cached, access);

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}
