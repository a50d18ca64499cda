using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>The bulk engine's filter: which of 64 neighbouring entries a pass wants, a vector at a time.</summary>
/// <remarks>An early "no" is a legal test of each entry; a "yes" is tested again by <see cref="EntryText"/>.</remarks>
internal static unsafe class TableScan
{
    /// <summary>How many entries one look covers.</summary>
    public const int Block = 64;

    private const int VectorBytes = 64;

    /// <summary>Passes over entries, from one on, of which none is wanted.</summary>
    /// <param name="table">The table's first slot.</param>
    /// <param name="from">The first slot of a block.</param>
    /// <param name="to">The slot after the last one asked about.</param>
    /// <returns>The first slot of a block in which, or right behind which, one may be wanted; not below
    /// <paramref name="to"/> where there is none.</returns>
    public static int NextWanted<TPte, TPass>(byte* table, int from, int to) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass => EntryWidth<TPte>.IsNarrow
        ? NextWanted<TPte, TPass, NarrowPteVector>(table, from, to)
        : NextWanted<TPte, TPass, PteVector>(table, from, to);

    /// <summary>Bit k: entry k of the block may be wanted.</summary>
    public static ulong Wanted<TPte, TPass>(byte* block) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass =>
        EntryWidth<TPte>.IsNarrow ? Wanted<TPte, TPass, NarrowPteVector>(block) : Wanted<TPte, TPass, PteVector>(block);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int NextWanted<TPte, TPass, TLanes>(byte* table, int from, int to) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes>
    {
        for (var pair = from & -(2 * Block); pair < to; pair += 2 * Block)
            if (OfPair<TPte, TPass, TLanes>(table + pair * (VectorBytes / TLanes.Length)).Any)
                return Math.Max(from, pair);
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Wanted<TPte, TPass, TLanes>(byte* block) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes>
    {
        ulong mask = 0;
        for (var k = 0; k < Block / TLanes.Length; k++)
            mask |= (ulong)TPass.Wants<TPte, TLanes>(TLanes.Load(block + k * VectorBytes)).Answers
                << (k * TLanes.Length);
        return mask;
    }

    // Which lanes of a pair of blocks want: one answer for all of its vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfPair<TPte, TPass, TLanes>(byte* at) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes>
    {
        var first = Four<TPte, TPass, TLanes>(at) | Four<TPte, TPass, TLanes>(at + 4 * VectorBytes);
        return 8 * TLanes.Length == 2 * Block ? first
            : first | (Four<TPte, TPass, TLanes>(at + 8 * VectorBytes)
                | Four<TPte, TPass, TLanes>(at + 12 * VectorBytes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Four<TPte, TPass, TLanes>(byte* at) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes> =>
        (TPass.Wants<TPte, TLanes>(TLanes.Load(at)) | TPass.Wants<TPte, TLanes>(TLanes.Load(at + VectorBytes)))
            | (TPass.Wants<TPte, TLanes>(TLanes.Load(at + 2 * VectorBytes))
                | TPass.Wants<TPte, TLanes>(TLanes.Load(at + 3 * VectorBytes)));
}
