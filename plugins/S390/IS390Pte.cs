namespace Emulator.Plugins.S390;

/// <summary>The entries of <see cref="S390Pte"/>, for a kernel of old that differs in a helper: it overrides that one.</summary>
public interface IS390Pte : IPteFormat
{
    static PteFeatures IPteFormat.Features => S390Pte.Features;

    static Geometry IPteFormat.Geometry => S390Pte.Geometry;

    static IReadOnlyList<PteBit> IPteFormat.Bits => S390Pte.Bits;

    static ulong IPteFormat.Empty => S390Pte.Empty;

    static W IPteFormat.WellFormed<W>(W pte) => S390Pte.WellFormed(pte);

    static W IPteFormat.Present<W>(W pte) => S390Pte.Present(pte);

    static W IPteFormat.None<W>(W pte) => S390Pte.None(pte);

    static W IPteFormat.Writable<W>(W pte) => S390Pte.Writable(pte);

    static W IPteFormat.Dirty<W>(W pte) => S390Pte.Dirty(pte);

    static W IPteFormat.Young<W>(W pte) => S390Pte.Young(pte);

    static W IPteFormat.WriteProtect<W>(W pte) => S390Pte.WriteProtect(pte);

    static W IPteFormat.MakeClean<W>(W pte) => S390Pte.MakeClean(pte);

    static W IPteFormat.MakeDirty<W>(W pte) => S390Pte.MakeDirty(pte);

    static W IPteFormat.MakeWritable<W>(W pte) => S390Pte.MakeWritable(pte);

    static W IPteFormat.MakeYoung<W>(W pte) => S390Pte.MakeYoung(pte);

    static W IPteFormat.MakeOld<W>(W pte) => S390Pte.MakeOld(pte);

    static W IPteFormat.Modify<W>(W pte, W protection) => S390Pte.Modify(pte, protection);

    static W IPteFormat.Merge<W>(W now, W wanted) => S390Pte.Merge(now, wanted);

    static W IPteFormat.Started<W>(W old) => S390Pte.Started(old);

    static W IPteFormat.Leaf<W>(W frame) => S390Pte.Leaf(frame);

    static W IPteFormat.Frame<W>(W pte) => S390Pte.Frame(pte);

    static Pte IPteFormat.Table(Pfn table) => S390Pte.Table(table);

    static W IPteFormat.ProtNone<W>(W pte) => S390Pte.ProtNone(pte);

    static W IPteFormat.MakeProtNone<W>(W pte) => S390Pte.MakeProtNone(pte);

    static int IPteFormat.SwapOffsetBits => S390Pte.SwapOffsetBits;

    static W IPteFormat.Swap<W>(W offset) => S390Pte.Swap(offset);

    static W IPteFormat.SwapOffset<W>(W pte) => S390Pte.SwapOffset(pte);
}
