namespace Emulator.Plugins.X86;

/// <summary>The entries of <see cref="X86Pte"/>, for what differs in a helper or two: it overrides those.</summary>
public interface IX86Pte : IPteFormat
{
    static PteFeatures IPteFormat.Features => X86Pte.Features;

    static Geometry IPteFormat.Geometry => X86Pte.Geometry;

    static IReadOnlyList<PteBit> IPteFormat.Bits => X86Pte.Bits;

    static W IPteFormat.WellFormed<W>(W pte) => X86Pte.WellFormed(pte);

    static W IPteFormat.Present<W>(W pte) => X86Pte.Present(pte);

    static W IPteFormat.None<W>(W pte) => X86Pte.None(pte);

    static W IPteFormat.Writable<W>(W pte) => X86Pte.Writable(pte);

    static W IPteFormat.Dirty<W>(W pte) => X86Pte.Dirty(pte);

    static W IPteFormat.Young<W>(W pte) => X86Pte.Young(pte);

    static W IPteFormat.WriteProtect<W>(W pte) => X86Pte.WriteProtect(pte);

    static W IPteFormat.MakeClean<W>(W pte) => X86Pte.MakeClean(pte);

    static W IPteFormat.MakeDirty<W>(W pte) => X86Pte.MakeDirty(pte);

    static W IPteFormat.MakeWritable<W>(W pte) => X86Pte.MakeWritable(pte);

    static W IPteFormat.MakeYoung<W>(W pte) => X86Pte.MakeYoung(pte);

    static W IPteFormat.MakeOld<W>(W pte) => X86Pte.MakeOld(pte);

    static W IPteFormat.Modify<W>(W pte, W protection) => X86Pte.Modify(pte, protection);

    static W IPteFormat.Merge<W>(W now, W wanted) => X86Pte.Merge(now, wanted);

    static W IPteFormat.Leaf<W>(W frame) => X86Pte.Leaf(frame);

    static W IPteFormat.Frame<W>(W pte) => X86Pte.Frame(pte);

    static Pte IPteFormat.Table(Pfn table) => X86Pte.Table(table);

    static W IPteFormat.Huge<W>(W entry) => X86Pte.Huge(entry);

    static W IPteFormat.MakeHuge<W>(W pte) => X86Pte.MakeHuge(pte);

    static W IPteFormat.ProtNone<W>(W pte) => X86Pte.ProtNone(pte);

    static W IPteFormat.MakeProtNone<W>(W pte) => X86Pte.MakeProtNone(pte);

    static int IPteFormat.SwapOffsetBits => X86Pte.SwapOffsetBits;

    static W IPteFormat.Swap<W>(W offset) => X86Pte.Swap(offset);

    static W IPteFormat.SwapOffset<W>(W pte) => X86Pte.SwapOffset(pte);

    static W IPteFormat.SwapSoftDirty<W>(W pte) => X86Pte.SwapSoftDirty(pte);

    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => X86Pte.SwapMakeSoftDirty(pte);

    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => X86Pte.SwapClearSoftDirty(pte);

    static W IPteFormat.SoftDirty<W>(W pte) => X86Pte.SoftDirty(pte);

    static W IPteFormat.MakeSoftDirty<W>(W pte) => X86Pte.MakeSoftDirty(pte);

    static W IPteFormat.ClearSoftDirty<W>(W pte) => X86Pte.ClearSoftDirty(pte);
}
