using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>Cleans dirty entries and records their pages. Linux: <c>apply_pt_clean</c>, today
/// <c>clean_record_pte</c>.</summary>
public readonly struct Clean : IPtePass
{
    /// <summary>Whatever stands in the slot: it isn't asked whether it is present.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Wants<TPte, W>(W pte) where TPte : struct, IPteFormat where W : struct, IWord<W> => TPte.Dirty(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Change<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.MakeClean(old);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Records<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> => W.Of(1);
}
