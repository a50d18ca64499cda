namespace Emulator;

/// <summary>The contract's members by the name of the struct that implements them, be it by its own text or by its
/// family's: <c>X86Pte.Dirty(pte)</c>, where the language knows <c>TPte.Dirty(pte)</c> alone.</summary>
internal static class Members
{
    extension<TPte>(TPte) where TPte : struct, IPteFormat
    {
        public static PteFeatures Features => TPte.Features;
        public static Geometry Geometry => TPte.Geometry;
        public static IReadOnlyList<PteBit> Bits => TPte.Bits;
        public static PteHelpers NotAtomic => TPte.NotAtomic;
        public static ulong Empty => TPte.Empty;
        public static W WellFormed<W>(W pte) where W : struct, IWord<W> => TPte.WellFormed(pte);
        public static W Present<W>(W pte) where W : struct, IWord<W> => TPte.Present(pte);
        public static W None<W>(W pte) where W : struct, IWord<W> => TPte.None(pte);
        public static W Writable<W>(W pte) where W : struct, IWord<W> => TPte.Writable(pte);
        public static W Dirty<W>(W pte) where W : struct, IWord<W> => TPte.Dirty(pte);
        public static W Young<W>(W pte) where W : struct, IWord<W> => TPte.Young(pte);
        public static W WriteProtect<W>(W pte) where W : struct, IWord<W> => TPte.WriteProtect(pte);
        public static W MakeClean<W>(W pte) where W : struct, IWord<W> => TPte.MakeClean(pte);
        public static W MakeDirty<W>(W pte) where W : struct, IWord<W> => TPte.MakeDirty(pte);
        public static W MakeWritable<W>(W pte) where W : struct, IWord<W> => TPte.MakeWritable(pte);
        public static W MakeYoung<W>(W pte) where W : struct, IWord<W> => TPte.MakeYoung(pte);
        public static W MakeOld<W>(W pte) where W : struct, IWord<W> => TPte.MakeOld(pte);
        public static W Modify<W>(W pte, W protection) where W : struct, IWord<W> => TPte.Modify(pte, protection);
        public static W ModifyHuge<W>(W entry, W protection) where W : struct, IWord<W> =>
            TPte.ModifyHuge(entry, protection);
        public static W Same<W>(W a, W b) where W : struct, IWord<W> => TPte.Same(a, b);
        public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => TPte.Merge(now, wanted);
        public static W Started<W>(W old) where W : struct, IWord<W> => TPte.Started(old);
        public static W Leaf<W>(W frame) where W : struct, IWord<W> => TPte.Leaf(frame);
        public static W Frame<W>(W pte) where W : struct, IWord<W> => TPte.Frame(pte);
        public static Pte Table(Pfn table) => TPte.Table(table);
        public static W Huge<W>(W entry) where W : struct, IWord<W> => TPte.Huge(entry);
        public static W MakeHuge<W>(W pte) where W : struct, IWord<W> => TPte.MakeHuge(pte);
        public static W SoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.SoftDirty(pte);
        public static W MakeSoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.MakeSoftDirty(pte);
        public static W ClearSoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.ClearSoftDirty(pte);
        public static W ProtNone<W>(W pte) where W : struct, IWord<W> => TPte.ProtNone(pte);
        public static W MakeProtNone<W>(W pte) where W : struct, IWord<W> => TPte.MakeProtNone(pte);
        public static int SwapOffsetBits => TPte.SwapOffsetBits;
        public static W Swap<W>(W offset) where W : struct, IWord<W> => TPte.Swap(offset);
        public static W SwapOffset<W>(W pte) where W : struct, IWord<W> => TPte.SwapOffset(pte);
        public static W SwapSoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.SwapSoftDirty(pte);
        public static W SwapMakeSoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.SwapMakeSoftDirty(pte);
        public static W SwapClearSoftDirty<W>(W pte) where W : struct, IWord<W> => TPte.SwapClearSoftDirty(pte);
    }

    extension<TDirty>(TDirty) where TDirty : struct, IDirtyTracking
    {
        public static DirtyUpdate Update => TDirty.Update;
        public static bool TrapTakesLock => TDirty.TrapTakesLock;
        public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> => TDirty.Walk(pte, access);
        public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> =>
            TDirty.Commit(now, access);
        public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
            TDirty.Suffices(cached, access);
        public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => TDirty.Handled(pte, access);
    }

    extension<TTlb>(TTlb) where TTlb : struct, ITlbModel
    {
        public static FlushReach Reach => TTlb.Reach;
        public static bool CompletesEarly => TTlb.CompletesEarly;
        public static W Cached<W>(W pte) where W : struct, IWord<W> => TTlb.Cached(pte);
    }
}
