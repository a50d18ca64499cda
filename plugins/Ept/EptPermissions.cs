using System.Runtime.CompilerServices;
using static Emulator.Plugins.Ept.EptBits;

namespace Emulator.Plugins.Ept;

/// <summary>Which accesses an entry allows. Intel SDM vol. 3C, "EPT Misconfigurations" and "EPT Violations".</summary>
/// <remarks>// Choice: mode-based execute control is off, so that the guest's user and supervisor are not told apart
/// and XU is ignored; execute-only entries are supported; addresses have 52 bits.</remarks>
internal static class EptPermissions
{
    /// <summary>Whether hardware knows what to do with it: not writable without being readable, and of no reserved
    /// memory type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Configured<W>(W pte) where W : struct, IWord<W> =>
        (pte.Bit(R) | pte.Bit(EptBits.W).Not()) & ReservedType(pte).Not();

    /// <summary>Whether it allows the access.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static W Allowed<W>(W pte, Access access) where W : struct, IWord<W> =>
        Configured(pte) & pte.Bit(access.Kind switch
        {
            AccessKind.Write => EptBits.W,
            AccessKind.Execute => X,
            _ => R,
        });

    // 2, 3 and 7.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W ReservedType<W>(W pte) where W : struct, IWord<W> =>
        pte.Bit(MT + 1) & (pte.Bit(MT + 2).Not() | pte.Bit(MT));
}
