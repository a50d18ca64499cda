using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>Svadu: hardware sets A, and D on a write, in one operation that is atomic with all checks of the leaf, and
/// before the store is seen. D is exact. RISC-V privileged ISA, "Addressing and memory protection" and step 9 of the
/// translation.</summary>
public readonly struct RiscVSvaduTracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.Atomic;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> => new(
        RiscVPermissions.Allowed(pte, access).Not(), pte.Set(1UL << Sv39.A | (access.IsWrite ? 1UL << Sv39.D : 0)));

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W>
    {
        var allowed = RiscVPermissions.Allowed(cached, access);
        return access.IsWrite ? allowed & cached.Bit(Sv39.D) : allowed;
    }

    /// <summary>Hardware sets both: a fault that gets here was spurious.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => pte;
}
