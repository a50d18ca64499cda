using System.Runtime.CompilerServices;
using static Emulator.Plugins.LoongArch.LoongArchBits;

namespace Emulator.Plugins.LoongArch;

/// <summary>The hardware page table walker (Loongson 3A6000 and later): sets V where P is set, and on a store D where W
/// is set. It never sets MODIFIED (Linux 01158487af60).</summary>
/// <remarks>// Choice: one locked update that looks at P and W again; the manual doesn't say what a store through an
/// entry cached without D looks at.</remarks>
public readonly struct LoongArchPtwTracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W>
    {
        var (valid, storable) = (pte.Bit(V) | pte.Bit(P), pte.Bit(D) | pte.Bit(Write));
        return new(LoongArchPermissions.Allowed(pte, access, valid, storable).Not(),
            pte.Set(1UL << V | (access.IsWrite ? 1UL << D : 0)));
    }

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        LoongArchPermissions.Allowed(cached, access, cached.Bit(V), cached.Bit(D));

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}
