using static Emulator.Plugins.S390.S390Bits;

namespace Emulator.Plugins.S390;

/// <summary>R24: an entry is neither clean nor dirty; that a page was stored to stands in the storage key of its frame.
/// A store needs no more than a valid entry that isn't protected, and leaves nothing in it. Linux before 3.9.</summary>
/// <remarks>// Choice: young stays in the entry. It was in the storage key as well.</remarks>
public readonly struct S390R24Pte : IS390Pte<S390R24Pte>
{
    private const ulong Kept = FrameMask | 1UL << SwSpecial | 1UL << SwYoung;

    static PteFeatures IPteFormat.Features => PteFeatures.ProtNone | PteFeatures.Swap | PteFeatures.StartKeepsEntry;

    static IReadOnlyList<PteBit> IPteFormat.Bits { get; } =
        [.. Named.Where(bit => bit.Number is not (SwDirty or SwSoftDirty))];

    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(Invalid) ^ (pte.Bit(SwYoung) & pte.Bit(SwRead))) & (pte.Bit(Protect) ^ pte.Bit(SwWrite));

    static W IPteFormat.Dirty<W>(W pte) => W.Of(0);

    static W IPteFormat.MakeClean<W>(W pte) => pte;

    static W IPteFormat.MakeDirty<W>(W pte) => pte;

    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << SwWrite).Clear(1UL << Protect);

    static W IPteFormat.Modify<W>(W pte, W protection)
    {
        var modified = pte.Only(Kept) | protection.Clear(Kept);
        return modified.Put(Invalid, (modified.Bit(SwYoung) & modified.Bit(SwRead)).Not())
            .Put(Protect, modified.Bit(SwWrite).Not());
    }
}
