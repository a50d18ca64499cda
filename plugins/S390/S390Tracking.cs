using System.Runtime.CompilerServices;
using static Emulator.Plugins.S390.S390Bits;

namespace Emulator.Plugins.S390;

/// <summary>Hardware writes no entry: the fault handler sets young and dirty under the page-table lock. Principles of
/// Operation, chapter 3, "Dynamic address translation" and "Access-list-controlled and page protection";
/// <c>arch/s390/mm/fault.c</c>.</summary>
/// <remarks>// Choice: an entry has no user bit. Linux' user pages stand in address spaces of their own, which the
/// supervisor reaches through the same entries (MVCOS): both are answered alike. Storage keys grant everything;
/// instruction-execution protection is on.</remarks>
/// <typeparam name="TPte">The format whose helpers the handler uses.</typeparam>
public readonly struct S390Tracking<TPte> : IDirtyTracking where TPte : struct, IPteFormat
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
        var valid = (cached.Bit(Invalid) | cached.Bit(Large)).Not();
        return access.Kind switch
        {
            AccessKind.Write => valid & cached.Bit(Protect).Not(),
            AccessKind.Execute => valid & cached.Bit(NoExec).Not(),
            _ => valid,
        };
    }

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? TPte.MakeDirty(TPte.MakeYoung(pte)) : TPte.MakeYoung(pte);
}
