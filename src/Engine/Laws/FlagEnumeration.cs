using System.Numerics;
using System.Runtime.Intrinsics;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>Tries every combination of a format's flag bits on the words that the engine computes with.</summary>
internal sealed class FlagEnumeration : ArchitectureVisitor<IReadOnlyList<LawResult>>
{
    // Frame, fields and the bits without a name: nothing in them, everything, and a pattern.
    private static readonly ulong[] Backgrounds = [0, 0x5a5a_5a5a_5a5a_5a5a, ulong.MaxValue];

    public override IReadOnlyList<LawResult> Visit<TPte, TDirty, TTlb>() =>
        [.. LawBook.All.Select(Try<TPte, TDirty, TTlb>)];

    private static LawResult Try<TPte, TDirty, TTlb>(Law law)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        if (law is Agreement or ShapeLaw || FormatNeeds.Lacking(TPte.Features, law.Needs) != 0)
            return new(law, LawVerdict.NotChecked);
        var flags = TPte.Bits.Where(bit => bit.Width == 1).Aggregate(0UL, (all, bit) => all | 1UL << bit.Number);
        var lanes = Vector512.Create([.. Enumerable.Range(0, 8).Select(k => Deposit((ulong)k, flags))]);
        foreach (var protection in Protections<TPte>(law, flags))
            foreach (var background in Backgrounds)
                for (ulong n = 0; n < 1UL << BitOperations.PopCount(flags); n += 8)
                {
                    var rest = background & ~flags & EntryWidth<TPte>.Mask;
                    var p = new PteVector(lanes) | PteVector.Of(Deposit(n, flags) | rest);
                    var q = PteVector.Of(protection.Value);
                    var broken = LawBook.Speaks<TPte, PteVector>(law, p, q)
                        & law.Broken<TPte, TDirty, TTlb, PteVector>(p, q);
                    if (broken.Any)
                        return new(law, LawVerdict.Broken,
                            new(p.Value[BitOperations.TrailingZeroCount(broken.Answers)]), protection);
                }
        return new(law, LawVerdict.Holds);
    }

    // Read-only, writable and inaccessible pages; a second entry is the writable one, young and dirty, and that with a
    // flag turned over.
    private static IEnumerable<Pte> Protections<TPte>(Law law, ulong flags) where TPte : struct, IPteFormat
    {
        var read = TPte.Leaf(new Pte(0));
        var all = TPte.MakeDirty(TPte.MakeWritable(TPte.MakeYoung(read)));
        if (law.Second == Second.Entry)
            return [all, .. Enumerable.Range(0, 64).Where(n => (flags >> n & 1) != 0)
                .Select(n => new Pte(all.Value ^ 1UL << n))];
        if (law.Second == Second.Offset)
            return [.. Enumerable.Range(0, 64).Select(n => new Pte(1UL << n)), new(0x5a5a_5a5a_5a5a_5a5a)];
        return law.Second == Second.Protection
            ? [read, TPte.MakeWritable(read), new(TPte.MakeProtNone(read).Value & flags)] : [read];
    }

    // The low bits of a number, put where a mask has ones.
    private static ulong Deposit(ulong number, ulong mask)
    {
        ulong word = 0;
        for (; mask != 0; mask &= mask - 1, number >>= 1)
            word |= (number & 1) << BitOperations.TrailingZeroCount(mask);
        return word;
    }
}
