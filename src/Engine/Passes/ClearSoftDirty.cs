using System.Runtime.CompilerServices;

namespace Emulator.Engine.Passes;

/// <summary>Write-protects present entries, clears their soft-dirty bit, and records the pages that had it. Linux:
/// <c>clear_soft_dirty</c> (fs/proc/task_mmu.c), with pagemap's bit 55 read in the same step.</summary>
public readonly struct ClearSoftDirty : IPtePass
{
    /// <summary>Linux rewrites every present entry; one that is write-protected and soft-clean would stay as it
    /// is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Wants<TPte, W>(W pte) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.Present(pte) & (TPte.SoftDirty(pte) | TPte.Writable(pte));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Change<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.ClearSoftDirty(TPte.WriteProtect(old));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Records<TPte, W>(W old) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        TPte.SoftDirty(old);
}
