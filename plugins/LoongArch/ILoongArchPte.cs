namespace Emulator.Plugins.LoongArch;

/// <summary>The format of today: what once was overrides what was different.</summary>
internal interface ILoongArchPte : IPteFormat
{
    static PteFeatures IPteFormat.Features => LoongArchPte.Features;
    static Geometry IPteFormat.Geometry => LoongArchPte.Geometry;
    static IReadOnlyList<PteBit> IPteFormat.Bits => LoongArchPte.Bits;
    static PteHelpers IPteFormat.NotAtomic => LoongArchPte.NotAtomic;
    static W IPteFormat.WellFormed<W>(W pte) => LoongArchPte.WellFormed(pte);
    static W IPteFormat.Present<W>(W pte) => LoongArchPte.Present(pte);
    static W IPteFormat.None<W>(W pte) => LoongArchPte.None(pte);
    static W IPteFormat.Writable<W>(W pte) => LoongArchPte.Writable(pte);
    static W IPteFormat.Dirty<W>(W pte) => LoongArchPte.Dirty(pte);
    static W IPteFormat.Young<W>(W pte) => LoongArchPte.Young(pte);
    static W IPteFormat.WriteProtect<W>(W pte) => LoongArchPte.WriteProtect(pte);
    static W IPteFormat.MakeClean<W>(W pte) => LoongArchPte.MakeClean(pte);
    static W IPteFormat.MakeDirty<W>(W pte) => LoongArchPte.MakeDirty(pte);
    static W IPteFormat.MakeWritable<W>(W pte) => LoongArchPte.MakeWritable(pte);
    static W IPteFormat.MakeYoung<W>(W pte) => LoongArchPte.MakeYoung(pte);
    static W IPteFormat.MakeOld<W>(W pte) => LoongArchPte.MakeOld(pte);
    static W IPteFormat.Modify<W>(W pte, W protection) => LoongArchPte.Modify(pte, protection);
    static W IPteFormat.Merge<W>(W now, W wanted) => LoongArchPte.Merge(now, wanted);
    static W IPteFormat.Leaf<W>(W frame) => LoongArchPte.Leaf(frame);
    static W IPteFormat.Frame<W>(W pte) => LoongArchPte.Frame(pte);
    static Pte IPteFormat.Table(Pfn table) => LoongArchPte.Table(table);
    static W IPteFormat.Huge<W>(W entry) => LoongArchPte.Huge(entry);
    static W IPteFormat.MakeHuge<W>(W pte) => LoongArchPte.MakeHuge(pte);
    static W IPteFormat.ProtNone<W>(W pte) => LoongArchPte.ProtNone(pte);
    static W IPteFormat.MakeProtNone<W>(W pte) => LoongArchPte.MakeProtNone(pte);
    static int IPteFormat.SwapOffsetBits => LoongArchPte.SwapOffsetBits;
    static W IPteFormat.Swap<W>(W offset) => LoongArchPte.Swap(offset);
    static W IPteFormat.SwapOffset<W>(W pte) => LoongArchPte.SwapOffset(pte);
}
