using System.Runtime.CompilerServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>The bulk engine's filter: which of 64 neighbouring entries a pass wants, eight at a time.</summary>
/// <remarks>An early "no" is a legal test of each entry; a "yes" is tested again by <see cref="EntryText"/>.</remarks>
internal static unsafe class TableScan
{
    /// <summary>How many entries one look covers.</summary>
    public const int Block = 64;

    /// <summary>Passes over entries, from one on, of which none is wanted.</summary>
    /// <param name="table">The table's first slot.</param>
    /// <param name="from">The first slot of a block.</param>
    /// <param name="to">The slot after the last one asked about.</param>
    /// <returns>The first slot of a block in which, or right behind which, one may be wanted; not below
    /// <paramref name="to"/> where there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int NextWanted<TPte, TPass>(ulong* table, int from, int to) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass
    {
        for (var pair = from & -(2 * Block); pair < to; pair += 2 * Block)
            if ((Eight<TPte, TPass>(table + pair) | Eight<TPte, TPass>(table + pair + Block)).Any)
                return Math.Max(from, pair);
        return to;
    }

    /// <summary>Bit k: entry k of the block may be wanted.</summary>
    public static ulong Wanted<TPte, TPass>(ulong* block) where TPte : struct, IPteFormat where TPass : struct, IPtePass
    {
        ulong mask = 0;
        for (var k = 0; k < Block / PteVector.Length; k++)
            mask |= (ulong)At<TPte, TPass>(block, k).Answers << (k * PteVector.Length);
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PteVector Eight<TPte, TPass>(ulong* block) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass =>
        Four<TPte, TPass>(block) | Four<TPte, TPass>(block + 4 * PteVector.Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PteVector Four<TPte, TPass>(ulong* at) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass =>
        (At<TPte, TPass>(at, 0) | At<TPte, TPass>(at, 1)) | (At<TPte, TPass>(at, 2) | At<TPte, TPass>(at, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PteVector At<TPte, TPass>(ulong* at, int k) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass =>
        TPass.Wants<TPte, PteVector>(PteVector.Load(at + k * PteVector.Length));
}
