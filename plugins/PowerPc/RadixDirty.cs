using System.Runtime.CompilerServices;

namespace Emulator.Plugins.PowerPc;

/// <summary>Hardware sets R, and C on a store, in one atomic update that looks at the entry again. Power ISA 3.1B, book
/// III, "PTE Subject to Atomic Hardware Updates". AMR=IAMR=0; upper levels grant everything.</summary>
public readonly struct RadixDirty : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Allowed(pte, access).Not(), pte.Set(1UL << RadixPte.R | (access.IsWrite ? 1UL << RadixPte.C : 0)));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? Allowed(cached, access) & cached.Bit(RadixPte.C) : Allowed(cached, access);

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Allowed<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var leaf = pte.Bit(RadixPte.Valid) & pte.Bit(RadixPte.Leaf62);
        var reached = access.User ? leaf & pte.Bit(RadixPte.Priv).Not() : leaf;
        return access.Kind switch
        {
            AccessKind.Write => reached & pte.Bit(RadixPte.Write),
            AccessKind.Execute => reached & pte.Bit(RadixPte.Exec),
            _ => reached & (pte.Bit(RadixPte.Read) | pte.Bit(RadixPte.Write)),
        };
    }
}
