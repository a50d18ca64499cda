using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>That a formula answers the proof, the engine and the engine's vectors alike: else a format could show one
/// thing to the proof and do another.</summary>
internal sealed class Agreement()
    : Law("W1", "each formula answers the proof, the engine and its vectors alike, on 100,000 sampled words in all")
{
    private const int Lanes = 64, Blocks = 24;
    private static readonly ulong[] Edges = [0, ulong.MaxValue, .. Enumerable.Range(0, 64).Select(n => 1UL << n)];

    public override string Bug =>
        "none: the formula looks at what kind of word it is given; what is proved of it says nothing about what "
        + "it does";

    public override IReadOnlyList<string> RestsOn => [];

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
    }

    internal override LawResult Check<TPte, TDirty, TTlb>()
    {
        var leaf = TPte.Leaf(new Pte(0x1234)).Value;
        var constants = CodeConstants.Words(leaf, typeof(TPte), typeof(TDirty), typeof(TTlb));
        var words = EntryWidth<TPte>.Mask;
        for (var member = 0; member < Members.Count; member++)
            if (Differs<TPte, TDirty, TTlb>(member, Samples(leaf, member, constants, words)) is { } word)
                return new(this, LawVerdict.Broken, word) { Why = $"{Members.Name(member)} answers differently" };
        return new(this, LawVerdict.Holds);
    }

    // The second word of a member that takes two is the sample of the next block.
    private static Pte? Differs<TPte, TDirty, TTlb>(int member, ulong[] samples)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var diagrams = SymbolicWord.Begin();
        var symbolic = Members.Of<TPte, TDirty, TTlb, SymbolicWord>(member, SymbolicWord.Free(0), SymbolicWord.Free(1));
        var (lanes, variables) = (Transposed(samples), new ulong[2 * Lanes]);
        var (values, answers) = (new ulong[diagrams.Count], new ulong[Lanes]);
        for (var first = 0; first < samples.Length; first += Lanes)
        {
            var second = (first + Lanes) % samples.Length;
            for (var bit = 0; bit < Lanes; bit++)
                (variables[SymbolicWord.VariableOf(0, bit)], variables[SymbolicWord.VariableOf(1, bit)]) =
                    (lanes[first + bit], lanes[second + bit]);
            diagrams.Evaluate(variables, values);
            for (var bit = 0; bit < Lanes; bit++)
                answers[bit] = bit < Members.Width(member) ? values[symbolic[bit]] : 0;
            Transpose(answers);
            ReadOnlySpan<ulong> p = samples.AsSpan(first, Lanes), q = samples.AsSpan(second, Lanes);
            if (Differs<TPte, TDirty, TTlb>(member, answers, p, q) is { } word)
                return word;
        }
        return null;
    }

    // The engine's answers against the proof's, word by word and a vector at a time.
    private static Pte? Differs<TPte, TDirty, TTlb>(
        int member, ReadOnlySpan<ulong> proved, ReadOnlySpan<ulong> p, ReadOnlySpan<ulong> q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var mask = Members.Width(member) == 1 ? 1 : ulong.MaxValue;
        for (var lane = 0; lane < Lanes; lane++)
            if ((Members.Of<TPte, TDirty, TTlb, Pte>(member, new(p[lane]), new(q[lane])).Value & mask) != proved[lane])
                return new(p[lane]);
        for (var lane = 0; lane < Lanes; lane += 8)
        {
            var (eight, second) = (Vector512.Create(p.Slice(lane, 8)), Vector512.Create(q.Slice(lane, 8)));
            var vector = Members.Of<TPte, TDirty, TTlb, PteVector>(member, new(eight), new(second)).Value;
            var differ = Vector512.Xor(vector & Vector512.Create(mask), Vector512.Create(proved.Slice(lane, 8)));
            for (var k = 0; differ != Vector512<ulong>.Zero && k < 8; k++)
                if (differ[k] != 0)
                    return new(p[lane + k]);
        }
        return EntryWidth<TPte>.IsNarrow ? DiffersNarrow<TPte, TDirty, TTlb>(member, proved, p, q) : null;
    }

    // Entries of 4 bytes on their own vectors, sixteen at a time: what words of 32 bits answer, formulas of 64 must.
    private static Pte? DiffersNarrow<TPte, TDirty, TTlb>(
        int member, ReadOnlySpan<ulong> proved, ReadOnlySpan<ulong> p, ReadOnlySpan<ulong> q)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var mask = Members.Width(member) == 1 ? 1 : uint.MaxValue;
        for (var lane = 0; lane < Lanes; lane += NarrowPteVector.Length)
        {
            var vector = Members.Of<TPte, TDirty, TTlb, NarrowPteVector>(member, Narrow(p[lane..]), Narrow(q[lane..]))
                .Value;
            for (var k = 0; k < NarrowPteVector.Length; k++)
                if (Fits(p[lane + k]) && Fits(q[lane + k]) && (vector[k] & mask) != ((uint)proved[lane + k] & mask))
                    return new(p[lane + k]);
        }
        return null;
    }

    private static bool Fits(ulong word) => word <= uint.MaxValue;

    private static NarrowPteVector Narrow(ReadOnlySpan<ulong> words) =>
        new(Vector512.Narrow(Vector512.Create(words[..8]), Vector512.Create(words[8..16])));

    private static ulong[] Transposed(ulong[] samples)
    {
        var lanes = (ulong[])samples.Clone();
        for (var first = 0; first < lanes.Length; first += Lanes)
            Transpose(lanes.AsSpan(first, Lanes));
        return lanes;
    }

    // Words of every density, and leaf entries with a few bits turned over, others for each member; and what the code
    // has in it.
    private static ulong[] Samples(ulong leaf, int member, ulong[] constants, ulong words)
    {
        var weyl = (ulong)member << 32;

        // SplitMix64 (Steele, Lea, Flood, 2014): Random with a seed takes longer than all that is asked of its words.
        ulong Next()
        {
            var z = weyl += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        var filling = -(constants.Length + Edges.Length) & (Lanes - 1);
        return [.. Edges, .. constants,
            .. Enumerable.Range(0, Blocks * Lanes + filling).Select(n => words & (n % 4) switch
        {
            0 => Next(),
            1 => Next() & Next() & Next(),
            2 => Next() | Next() | Next(),
            _ => leaf ^ (Next() & Next() & Next() & Next()),
        })];
    }

    // Bit b of word w becomes bit w of word b. (H. S. Warren, Hacker's Delight, 7-3.)
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(Span<ulong> words)
    {
        for (var (half, mask) = (32, 0x0000_0000_ffff_ffffUL); half != 0; half >>= 1, mask ^= mask << half)
            for (var k = 0; k < Lanes; k = (k + half + 1) & ~half)
            {
                var swapped = ((words[k] >> half) ^ words[k + half]) & mask;
                words[k + half] ^= swapped;
                words[k] ^= swapped << half;
            }
    }
}
