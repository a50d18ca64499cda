using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>Write-protects writable entries; recording is left to <c>mkwrite</c>. Linux: <c>apply_pt_wrprotect</c>,
/// today <c>wp_pte</c>.</summary>
public readonly struct WriteProtect : IPtePass
{
    /// <summary>Whatever stands in the slot: it isn't asked whether it is present.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Wants<TPte, W>(W pte) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.Writable(pte);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Change<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.WriteProtect(old);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Records<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> => W.Of(0);
}
