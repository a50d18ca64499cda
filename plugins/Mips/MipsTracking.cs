using System.Runtime.CompilerServices;

namespace Emulator.Plugins.Mips;

/// <summary>The refill handler loads the entry as it stands; loads of an invalid one and stores to one without D trap.
/// <c>arch/mips/mm/tlbex.c</c>: <c>build_make_valid</c>, <c>build_make_write</c>.</summary>
/// <remarks>User and kernel are told apart by the address, not by the entry. The trap of a store doesn't set
/// SOFT_DIRTY: an entry that clear_refs has been at isn't granted, and <c>pte_mkdirty</c> sets it in the full
/// fault.</remarks>
public readonly struct MipsTracking : IDirtyTracking
{
    private const ulong Loaded = 1UL << MipsPte.SwAccessed | 1UL << MipsPte.V;
    private const ulong Stored = Loaded | 1UL << MipsPte.SwModified | 1UL << MipsPte.D;

    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <summary>The handlers change the entry by LL/SC, and leave to the full fault what isn't present or
    /// granted.</summary>
    public static bool TrapTakesLock => false;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte);

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> => access.Kind switch
    {
        AccessKind.Write => cached.Bit(MipsPte.V) & cached.Bit(MipsPte.D),
        AccessKind.Execute => cached.Bit(MipsPte.V) & cached.Bit(MipsPte.XI).Not(),
        _ => cached.Bit(MipsPte.V) & cached.Bit(MipsPte.RI).Not(),
    };

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => access.IsWrite
        ? (pte.Bit(MipsPte.SwPresent) & pte.Bit(MipsPte.SwWrite)).Choose(pte.Set(Stored), pte)
        : pte.Bit(MipsPte.SwPresent).Choose(pte.Set(Loaded), pte);
}
