using System.Runtime.CompilerServices;

namespace Emulator.Plugins.X86;

/// <summary>The page walker sets A, and D on a write, in one locked update that looks at the entry again. Intel SDM vol. 3A,
/// 4.8 and 9.1.2.1. CR0.WP=1, EFER.NXE=1, SMEP=SMAP=PKE=CET=0; upper levels grant everything.</summary>
/// <remarks>// Choice: the second look isn't promised by the manual for processors before CET; Linux relies on it.</remarks>
public readonly struct X86Dirty : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Allowed(pte, access).Not(), pte.Set(1UL << X86Pte.A | (access.IsWrite ? 1UL << X86Pte.D : 0)));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? Allowed(cached, access) & cached.Bit(X86Pte.D) : Allowed(cached, access);

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Allowed<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var reached = access.User ? pte.Bit(X86Pte.P) & pte.Bit(X86Pte.US) : pte.Bit(X86Pte.P);
        return access.Kind switch
        {
            AccessKind.Write => reached & pte.Bit(X86Pte.RW),
            AccessKind.Execute => reached & pte.Bit(X86Pte.NX).Not(),
            _ => reached,
        };
    }
}
