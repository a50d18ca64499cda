using System.Collections.Generic;
using Emulator;

namespace Stranger;

/// <summary>The stranger's entries on hardware that sets dirty by itself: what more is granted is added to what it has
/// set meanwhile.</summary>
public readonly struct HardwarePte : IPteFormat
{
    public static Geometry Geometry => StrangerPte.Geometry;
    public static IReadOnlyList<PteBit> Bits => StrangerPte.Bits;

    public static W WellFormed<W>(W p) where W : struct, IWord<W> => StrangerPte.WellFormed(p);
    public static W Present<W>(W p) where W : struct, IWord<W> => StrangerPte.Present(p);
    public static W None<W>(W p) where W : struct, IWord<W> => StrangerPte.None(p);
    public static W Writable<W>(W p) where W : struct, IWord<W> => StrangerPte.Writable(p);
    public static W Dirty<W>(W p) where W : struct, IWord<W> => StrangerPte.Dirty(p);
    public static W Young<W>(W p) where W : struct, IWord<W> => StrangerPte.Young(p);
    public static W WriteProtect<W>(W p) where W : struct, IWord<W> => StrangerPte.WriteProtect(p);
    public static W MakeClean<W>(W p) where W : struct, IWord<W> => StrangerPte.MakeClean(p);
    public static W MakeDirty<W>(W p) where W : struct, IWord<W> => StrangerPte.MakeDirty(p);
    public static W MakeWritable<W>(W p) where W : struct, IWord<W> => StrangerPte.MakeWritable(p);
    public static W MakeYoung<W>(W p) where W : struct, IWord<W> => StrangerPte.MakeYoung(p);
    public static W MakeOld<W>(W p) where W : struct, IWord<W> => StrangerPte.MakeOld(p);
    public static W Modify<W>(W p, W q) where W : struct, IWord<W> => StrangerPte.Modify(p, q);
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => StrangerPte.Add(now, wanted);
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => StrangerPte.Leaf(frame);
    public static W Frame<W>(W p) where W : struct, IWord<W> => StrangerPte.Frame(p);
    public static Pte Table(Pfn table) => StrangerPte.Table(table);
}

/// <summary>Hardware that sets dirty and not young, a kind that none of the shipped ones is.</summary>
public readonly struct HardwareTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.Atomic;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => a.IsWrite
        ? new((StrangerPte.Valid(p) & StrangerPte.Writable(p)).Not(), StrangerPte.MakeDirty(p))
        : new(StrangerPte.Valid(p).Not(), p);
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => Walk(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => StrangerTracking.Suffices(p, a);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> => StrangerTracking.Handled(p, a);
}

/// <summary>The same without another look at the entry: wrong.</summary>
public readonly struct BlindTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.Blind;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => HardwareTracking.Walk(p, a);
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => HardwareTracking.Commit(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => HardwareTracking.Suffices(p, a);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> => HardwareTracking.Handled(p, a);
}

public sealed class HardwareStranger()
    : Architecture<HardwarePte, HardwareTracking, StrangerTlb>("stranger-hardware");

public sealed class BlindStranger() : Architecture<HardwarePte, BlindTracking, StrangerTlb>("stranger-blind");
