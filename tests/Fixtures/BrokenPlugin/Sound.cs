using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Broken;

/// <summary>A sound format: what follows overrides one member each.</summary>
internal interface ISoundPte : IPteFormat
{
    static PteFeatures IPteFormat.Features => SoftDirtyPte.Features;
    static Geometry IPteFormat.Geometry => SoftDirtyPte.Geometry;
    static IReadOnlyList<PteBit> IPteFormat.Bits => SoftDirtyPte.Bits;
    static W IPteFormat.WellFormed<W>(W pte) => SoftDirtyPte.WellFormed(pte);
    static W IPteFormat.Present<W>(W pte) => SoftDirtyPte.Present(pte);
    static W IPteFormat.None<W>(W pte) => SoftDirtyPte.None(pte);
    static W IPteFormat.Writable<W>(W pte) => SoftDirtyPte.Writable(pte);
    static W IPteFormat.Dirty<W>(W pte) => SoftDirtyPte.Dirty(pte);
    static W IPteFormat.Young<W>(W pte) => SoftDirtyPte.Young(pte);
    static W IPteFormat.WriteProtect<W>(W pte) => SoftDirtyPte.WriteProtect(pte);
    static W IPteFormat.MakeClean<W>(W pte) => SoftDirtyPte.MakeClean(pte);
    static W IPteFormat.MakeDirty<W>(W pte) => SoftDirtyPte.MakeDirty(pte);
    static W IPteFormat.MakeWritable<W>(W pte) => SoftDirtyPte.MakeWritable(pte);
    static W IPteFormat.MakeYoung<W>(W pte) => SoftDirtyPte.MakeYoung(pte);
    static W IPteFormat.MakeOld<W>(W pte) => SoftDirtyPte.MakeOld(pte);
    static W IPteFormat.Modify<W>(W pte, W protection) => SoftDirtyPte.Modify(pte, protection);
    static W IPteFormat.Merge<W>(W now, W wanted) => SoftDirtyPte.Merge(now, wanted);
    static W IPteFormat.Leaf<W>(W frame) => SoftDirtyPte.Leaf(frame);
    static W IPteFormat.Frame<W>(W pte) => SoftDirtyPte.Frame(pte);
    static Pte IPteFormat.Table(Pfn table) => SoftDirtyPte.Table(table);
    static W IPteFormat.SoftDirty<W>(W pte) => SoftDirtyPte.SoftDirty(pte);
    static W IPteFormat.MakeSoftDirty<W>(W pte) => SoftDirtyPte.MakeSoftDirty(pte);
    static W IPteFormat.ClearSoftDirty<W>(W pte) => SoftDirtyPte.ClearSoftDirty(pte);
}

/// <summary>A sound tracker.</summary>
internal interface ISoundTracking : IDirtyTracking
{
    static DirtyUpdate IDirtyTracking.Update => DirtyUpdate.None;
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => SoftDirtyTracking.Walk(pte, access);
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => SoftDirtyTracking.Commit(now, access);
    static W IDirtyTracking.Suffices<W>(W cached, Access access) => SoftDirtyTracking.Suffices(cached, access);
    static W IDirtyTracking.Handled<W>(W pte, Access access) => SoftDirtyTracking.Handled(pte, access);
}
