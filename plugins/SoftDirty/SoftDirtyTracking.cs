using System.Runtime.CompilerServices;

namespace Emulator.Plugins.SoftDirty;

/// <summary>Hardware writes nothing: the fault handler sets young and dirty under the page-table lock.</summary>
public readonly struct SoftDirtyTracking : IDirtyTracking
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
        access.IsWrite ? cached.Bit(SoftDirtyPte.Valid) & cached.Bit(SoftDirtyPte.Store)
            : cached.Bit(SoftDirtyPte.Valid);

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? SoftDirtyPte.MakeDirty(SoftDirtyPte.MakeYoung(pte)) : SoftDirtyPte.MakeYoung(pte);
}
