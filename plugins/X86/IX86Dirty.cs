using System.Runtime.CompilerServices;
using static Emulator.Plugins.X86.X86Bits;

namespace Emulator.Plugins.X86;

/// <summary>The page walker sets A, and D on a write, in one locked update that looks at the entry again. Intel SDM
/// vol. 3A, 4.8 and 9.1.2.1. CR0.WP=1, EFER.NXE=1, SMEP=SMAP=PKE=0; upper levels grant everything. A variant overrides
/// what differs.</summary>
/// <remarks>// Choice: the second look isn't promised by the manual for processors before CET; Linux relies on
/// it.</remarks>
/// <typeparam name="TSelf">The variant, whose own members are called.</typeparam>
public interface IX86Dirty<TSelf> : IDirtyTracking where TSelf : struct, IX86Dirty<TSelf>
{
    /// <summary>Whether the page is one that stores may go to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual W Storable<W>(W pte) where W : struct, IWord<W> => pte.Bit(RW);

    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.Atomic;

    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) =>
        new(Allowed(pte, access).Not(), pte.Set(1UL << A | (access.IsWrite ? 1UL << D : 0)));

    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => TSelf.Walk(now, access);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static W IDirtyTracking.Suffices<W>(W cached, Access access) =>
        access.IsWrite ? Allowed(cached, access) & cached.Bit(D) : Allowed(cached, access);

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Allowed<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var reached = access.User ? pte.Bit(P) & pte.Bit(US) : pte.Bit(P);
        return access.Kind switch
        {
            AccessKind.Write => reached & TSelf.Storable(pte),
            AccessKind.Execute => reached & pte.Bit(NX).Not(),
            _ => reached,
        };
    }
}
