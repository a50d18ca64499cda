namespace Emulator.Plugins.RiscV;

/// <summary>RISC-V's format, of which a historic one overrides what was different.</summary>
internal interface IRiscVPte : IPteFormat
{
    static PteFeatures IPteFormat.Features => RiscVPte.Features;
    static Geometry IPteFormat.Geometry => RiscVPte.Geometry;
    static IReadOnlyList<PteBit> IPteFormat.Bits => RiscVPte.Bits;
    static PteHelpers IPteFormat.NotAtomic => RiscVPte.NotAtomic;
    static W IPteFormat.WellFormed<W>(W pte) => RiscVPte.WellFormed(pte);
    static W IPteFormat.Present<W>(W pte) => RiscVPte.Present(pte);
    static W IPteFormat.None<W>(W pte) => RiscVPte.None(pte);
    static W IPteFormat.Writable<W>(W pte) => RiscVPte.Writable(pte);
    static W IPteFormat.Dirty<W>(W pte) => RiscVPte.Dirty(pte);
    static W IPteFormat.Young<W>(W pte) => RiscVPte.Young(pte);
    static W IPteFormat.WriteProtect<W>(W pte) => RiscVPte.WriteProtect(pte);
    static W IPteFormat.MakeClean<W>(W pte) => RiscVPte.MakeClean(pte);
    static W IPteFormat.MakeDirty<W>(W pte) => RiscVPte.MakeDirty(pte);
    static W IPteFormat.MakeWritable<W>(W pte) => RiscVPte.MakeWritable(pte);
    static W IPteFormat.MakeYoung<W>(W pte) => RiscVPte.MakeYoung(pte);
    static W IPteFormat.MakeOld<W>(W pte) => RiscVPte.MakeOld(pte);
    static W IPteFormat.Modify<W>(W pte, W protection) => RiscVPte.Modify(pte, protection);
    static W IPteFormat.Merge<W>(W now, W wanted) => RiscVPte.Merge(now, wanted);
    static W IPteFormat.Leaf<W>(W frame) => RiscVPte.Leaf(frame);
    static W IPteFormat.Frame<W>(W pte) => RiscVPte.Frame(pte);
    static Pte IPteFormat.Table(Pfn table) => RiscVPte.Table(table);
    static W IPteFormat.Huge<W>(W entry) => RiscVPte.Huge(entry);
    static W IPteFormat.MakeHuge<W>(W pte) => RiscVPte.MakeHuge(pte);
    static W IPteFormat.SoftDirty<W>(W pte) => RiscVPte.SoftDirty(pte);
    static W IPteFormat.MakeSoftDirty<W>(W pte) => RiscVPte.MakeSoftDirty(pte);
    static W IPteFormat.ClearSoftDirty<W>(W pte) => RiscVPte.ClearSoftDirty(pte);
    static W IPteFormat.ProtNone<W>(W pte) => RiscVPte.ProtNone(pte);
    static W IPteFormat.MakeProtNone<W>(W pte) => RiscVPte.MakeProtNone(pte);
    static int IPteFormat.SwapOffsetBits => RiscVPte.SwapOffsetBits;
    static W IPteFormat.Swap<W>(W offset) => RiscVPte.Swap(offset);
    static W IPteFormat.SwapOffset<W>(W pte) => RiscVPte.SwapOffset(pte);
    static W IPteFormat.SwapSoftDirty<W>(W pte) => RiscVPte.SwapSoftDirty(pte);
    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => RiscVPte.SwapMakeSoftDirty(pte);
    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => RiscVPte.SwapClearSoftDirty(pte);
}
