namespace Emulator.Plugins.Arm64;

/// <summary>The entries of <see cref="Arm64Pte"/>, for a kernel of old that differs in a helper: it overrides that one.</summary>
public interface IArm64Pte : IPteFormat
{
    static PteFeatures IPteFormat.Features => Arm64Pte.Features;

    static Geometry IPteFormat.Geometry => Arm64Pte.Geometry;

    static IReadOnlyList<PteBit> IPteFormat.Bits => Arm64Pte.Bits;

    static W IPteFormat.WellFormed<W>(W pte) => Arm64Pte.WellFormed(pte);

    static W IPteFormat.Present<W>(W pte) => Arm64Pte.Present(pte);

    static W IPteFormat.None<W>(W pte) => Arm64Pte.None(pte);

    static W IPteFormat.Writable<W>(W pte) => Arm64Pte.Writable(pte);

    static W IPteFormat.Dirty<W>(W pte) => Arm64Pte.Dirty(pte);

    static W IPteFormat.Young<W>(W pte) => Arm64Pte.Young(pte);

    static W IPteFormat.WriteProtect<W>(W pte) => Arm64Pte.WriteProtect(pte);

    static W IPteFormat.MakeClean<W>(W pte) => Arm64Pte.MakeClean(pte);

    static W IPteFormat.MakeDirty<W>(W pte) => Arm64Pte.MakeDirty(pte);

    static W IPteFormat.MakeWritable<W>(W pte) => Arm64Pte.MakeWritable(pte);

    static W IPteFormat.MakeYoung<W>(W pte) => Arm64Pte.MakeYoung(pte);

    static W IPteFormat.MakeOld<W>(W pte) => Arm64Pte.MakeOld(pte);

    static W IPteFormat.Modify<W>(W pte, W protection) => Arm64Pte.Modify(pte, protection);

    static W IPteFormat.Merge<W>(W now, W wanted) => Arm64Pte.Merge(now, wanted);

    static W IPteFormat.Leaf<W>(W frame) => Arm64Pte.Leaf(frame);

    static W IPteFormat.Frame<W>(W pte) => Arm64Pte.Frame(pte);

    static Pte IPteFormat.Table(Pfn table) => Arm64Pte.Table(table);

    static W IPteFormat.Huge<W>(W entry) => Arm64Pte.Huge(entry);

    static W IPteFormat.MakeHuge<W>(W pte) => Arm64Pte.MakeHuge(pte);

    static W IPteFormat.ProtNone<W>(W pte) => Arm64Pte.ProtNone(pte);

    static W IPteFormat.MakeProtNone<W>(W pte) => Arm64Pte.MakeProtNone(pte);

    static int IPteFormat.SwapOffsetBits => Arm64Pte.SwapOffsetBits;

    static W IPteFormat.Swap<W>(W offset) => Arm64Pte.Swap(offset);

    static W IPteFormat.SwapOffset<W>(W pte) => Arm64Pte.SwapOffset(pte);
}
