using System.Runtime.CompilerServices;
using static Emulator.Plugins.Alpha.AlphaBits;

namespace Emulator.Plugins.Alpha;

/// <summary>Hardware writes nothing. An access is a fault where the entry isn't valid, its mode's enable is clear
/// (access violation) or its fault bit is set; <c>do_page_fault</c> hands all of them to <c>handle_mm_fault</c>. Alpha
/// Architecture Reference Manual (Sites, 1992), OSF/1, pages (III) 3-3 to 3-5; <c>arch/alpha/mm/fault.c</c>; QEMU's
/// <c>target/alpha/helper.c</c>, which walks as PALcode does.</summary>
/// <remarks>
/// A fetch asks for the read enable: there is none of its own. Upper levels grant everything.
/// // Choice: a store asks for the write enable alone, as Linux relies on ("the hardware can handle write-only
/// mappings"): an old page that is dirty has no read enable.
/// </remarks>
public readonly struct AlphaTracking : IDirtyTracking
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
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> => access.Kind switch
    {
        AccessKind.Write => Allowed(cached, access.User ? UWE : KWE, FOW),
        AccessKind.Execute => Allowed(cached, access.User ? URE : KRE, FOE),
        _ => Allowed(cached, access.User ? URE : KRE, FOR),
    };

    /// <summary>Every fault makes the page young, a store's dirty too (<c>handle_pte_fault</c>).</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? AlphaPte.MakeDirty(AlphaPte.MakeYoung(pte)) : AlphaPte.MakeYoung(pte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static W Allowed<W>(W pte, int enable, int fault) where W : struct, IWord<W> =>
        pte.Bit(V) & pte.Bit(enable) & pte.Bit(fault).Not();
}
