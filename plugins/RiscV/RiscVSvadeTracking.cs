using System.Runtime.CompilerServices;

namespace Emulator.Plugins.RiscV;

/// <summary>Svade: an access to an old page faults, as does a store to a clean one; the handler sets both under the
/// page-table lock. RISC-V privileged ISA, "Addressing and memory protection"; <c>arch/riscv/mm/fault.c</c>.</summary>
/// <typeparam name="TPte">The format whose helpers the handler uses.</typeparam>
public readonly struct RiscVSvadeTracking<TPte> : IDirtyTracking where TPte : struct, IPteFormat
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
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W>
    {
        var young = RiscVPermissions.Allowed(cached, access) & cached.Bit(Sv39.A);
        return access.IsWrite ? young & cached.Bit(Sv39.D) : young;
    }

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? TPte.MakeDirty(TPte.MakeYoung(pte)) : TPte.MakeYoung(pte);
}
