using System.Numerics;

namespace Emulator.Engine.Formats;

/// <summary>Where a format keeps the frame.</summary>
internal static class FrameBits<TPte> where TPte : struct, IPteFormat
{
    /// <summary>The bits of an entry that a leaf puts its frame into.</summary>
    public static ulong Mask => TPte.Leaf(new Pte(ulong.MaxValue)).Value ^ TPte.Leaf(new Pte(0)).Value;

    /// <summary>How many bits a frame number has that entries hold.</summary>
    public static int Width => 64 - BitOperations.LeadingZeroCount(Enumerable.Range(0, 64)
        .Select(n => 1UL << n).Append(ulong.MaxValue).Append(TPte.Leaf(new Pte(ulong.MaxValue)).Value)
        .Aggregate(0UL, (all, entry) => all | TPte.Frame(new Pte(entry)).Value));

    /// <summary>Every bit of such a number.</summary>
    public static ulong Frames => Width == 0 ? 0 : ulong.MaxValue >> (64 - Width);
}
