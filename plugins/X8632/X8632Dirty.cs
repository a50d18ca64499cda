using System.Runtime.CompilerServices;
using static Emulator.Plugins.X8632.X8632Bits;

namespace Emulator.Plugins.X8632;

/// <summary>The page walker sets A, and D on a write, in one locked update that looks at the entry again. Intel SDM
/// vol. 3A, 4.6, 4.8 and 9.1.2.1. CR0.WP=1, CR4.SMEP=SMAP=0; the page directory grants everything.</summary>
/// <remarks>
/// // Choice: CR0.WP, which came with the 80486. On the 80386 a supervisor's store ignores R/W; Linux dropped that
/// processor in 3.8.
/// // Choice: the second look isn't promised by the manual for processors before CET; Linux relies on it.
/// </remarks>
public readonly struct X8632Dirty : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Allowed(pte, access).Not(), pte.Set(1UL << A | (access.IsWrite ? 1UL << D : 0)));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? Allowed(cached, access) & cached.Bit(D) : Allowed(cached, access);

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;

    // Nothing forbids to execute what may be read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Allowed<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var reached = access.User ? pte.Bit(P) & pte.Bit(US) : pte.Bit(P);
        return access.IsWrite ? reached & pte.Bit(RW) : reached;
    }
}
