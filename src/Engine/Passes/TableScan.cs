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
            if ((OfBlock<TPte, TPass, TLanes>(At<TPte>(table, pair))
                | OfBlock<TPte, TPass, TLanes>(At<TPte>(table, pair + Block))).Any)
                return Math.Max(from, pair);
        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Wanted<TPte, TPass, TLanes>(byte* block) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes>
    {
        ulong mask = 0;
        for (var k = 0; k < Block; k += TLanes.Length)
            mask |= (ulong)Wants<TPte, TPass, TLanes>(block, k / TLanes.Length).Answers << k;
        return mask;
    }

    // Which lanes of a block want: one answer for all of its vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfBlock<TPte, TPass, TLanes>(byte* block) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes> =>
        4 * TLanes.Length == Block ? Four<TPte, TPass, TLanes>(block)
            : Four<TPte, TPass, TLanes>(block) | Four<TPte, TPass, TLanes>(At<TPte>(block, 4 * TLanes.Length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Four<TPte, TPass, TLanes>(byte* at) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes>
    {
        var (a, b) = (Wants<TPte, TPass, TLanes>(at, 0), Wants<TPte, TPass, TLanes>(at, 1));
        var (c, d) = (Wants<TPte, TPass, TLanes>(at, 2), Wants<TPte, TPass, TLanes>(at, 3));
        return (a | b) | (c | d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Wants<TPte, TPass, TLanes>(byte* at, int k) where TPte : struct, IPteFormat
        where TPass : struct, IPtePass where TLanes : struct, IEntryLanes<TLanes> =>
        TPass.Wants<TPte, TLanes>(TLanes.Load(At<TPte>(at, k * TLanes.Length)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* At<TPte>(byte* entries, int slot) where TPte : struct, IPteFormat =>
        entries + ((nint)slot << EntryWidth<TPte>.Shift);
}
