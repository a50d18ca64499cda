using System.Collections.Generic;
using Emulator;

namespace Stranger;

/// <summary>The stranger's entries in trees of 8 KiB pages, of three levels that differ.</summary>
public readonly struct LargePte : IPteFormat
{
    public static Geometry Geometry => new(PageShift: 13, Levels: 3, IndexBits: 10, UserAddressBits: 44)
        { IndexBitsByLevel = [10, 10, 11] };
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
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => StrangerPte.Merge(now, wanted);
    public static W Leaf<W>(W frame) where W : struct, IWord<W> => StrangerPte.Leaf(frame);
    public static W Frame<W>(W p) where W : struct, IWord<W> => StrangerPte.Frame(p);
    public static Pte Table(Pfn table) => StrangerPte.Table(table);
}

/// <summary>Entries of 4 bytes: leaf tables of 64 of them, as m68k's, and table entries that differ by level.</summary>
public readonly struct NarrowPte : IPteFormat
{
    internal const int V = 0, R = 1, W_ = 2, D = 3, Y = 4, L1 = 5;   // V follows from R and Y
    private const int Pfn = 12;
    private const ulong FrameMask = 0xffff_f000;

    public static PteFeatures Features => PteFeatures.TableByLevel;
    public static Geometry Geometry => new(PageShift: 12, Levels: 3, IndexBits: 7, UserAddressBits: 32)
        { EntryBytes = 4, IndexBitsByLevel = [6, 7, 7] };
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(V, "V", "hardware: valid"), new(R, "R", "resident"), new(W_, "W", "granted"), new(D, "D", "dirty"),
        new(Y, "Y", "young"), new(L1, "L1", "points to a leaf table"), new(Pfn, "FRAME", "frame", 20),
    ];

    public static W WellFormed<W>(W p) where W : struct, IWord<W> => (p.Bit(V) ^ (p.Bit(R) & p.Bit(Y))).Not();
    public static W Present<W>(W p) where W : struct, IWord<W> => p.Bit(R);
    public static W None<W>(W p) where W : struct, IWord<W> => W.IsZero(p);
    public static W Writable<W>(W p) where W : struct, IWord<W> => p.Bit(W_);
    public static W Dirty<W>(W p) where W : struct, IWord<W> => p.Bit(D);
    public static W Young<W>(W p) where W : struct, IWord<W> => p.Bit(Y);
    public static W WriteProtect<W>(W p) where W : struct, IWord<W> => p.Clear(1UL << W_);
    public static W MakeClean<W>(W p) where W : struct, IWord<W> => p.Clear(1UL << D);
    public static W MakeDirty<W>(W p) where W : struct, IWord<W> => p.Set(1UL << D);
    public static W MakeWritable<W>(W p) where W : struct, IWord<W> => p.Set(1UL << W_);
    public static W MakeYoung<W>(W p) where W : struct, IWord<W> => Derive(p.Set(1UL << Y));
    public static W MakeOld<W>(W p) where W : struct, IWord<W> => Derive(p.Clear(1UL << Y));
    public static W Modify<W>(W p, W q) where W : struct, IWord<W> =>
        Derive(p.Clear(1UL << R | 1UL << W_) | q.Only(1UL << R | 1UL << W_));
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        Derive((frame << Pfn).Only(FrameMask).Set(1UL << R | 1UL << Y));
    public static W Frame<W>(W p) where W : struct, IWord<W> => p.Only(FrameMask) >> Pfn;
    public static Pte Table(Pfn table, int level) =>
        level == 1 ? Leaf(new Pte(table.Value)).Set(1UL << L1) : Leaf(new Pte(table.Value));

    private static W Derive<W>(W p) where W : struct, IWord<W> => p.Put(V, p.Bit(R) & p.Bit(Y));
}

/// <summary>Stores go through what is granted and dirty; faults set the rest.</summary>
public readonly struct NarrowTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.None;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => new(Suffices(p, a).Not(), p);
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => Walk(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => a.IsWrite
        ? p.Bit(NarrowPte.V) & p.Bit(NarrowPte.W_) & p.Bit(NarrowPte.D) : p.Bit(NarrowPte.V);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> =>
        a.IsWrite ? NarrowPte.MakeDirty(NarrowPte.MakeYoung(p)) : NarrowPte.MakeYoung(p);
}

/// <summary>Valid entries; a change's flush is made before its lock is dropped.</summary>
public readonly struct NarrowTlb : ITlbModel
{
    public static FlushReach Reach => FlushReach.BeforeUnlock;
    public static W Cached<W>(W p) where W : struct, IWord<W> => p & W.Spread(p.Bit(NarrowPte.V));
}

public sealed class StrangerLarge() : Architecture<LargePte, StrangerTracking, StrangerTlb>("stranger-8k");

public sealed class StrangerNarrow() : Architecture<NarrowPte, NarrowTracking, NarrowTlb>("stranger-narrow");

/// <summary>A device's walker: it sets young and dirty by itself, and nobody handles its faults.</summary>
public readonly struct DeviceTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.Atomic;
    public static bool FaultIsFinal(Access access) => true;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => a.IsWrite
        ? new((StrangerPte.Present(p) & StrangerPte.Writable(p)).Not(), StrangerPte.MakeDirty(StrangerPte.MakeYoung(p)))
        : new(StrangerPte.Present(p).Not(), StrangerPte.MakeYoung(p));
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => Walk(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => StrangerTracking.Suffices(p, a);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> => p;
}

public sealed class StrangerDevice() : Architecture<HardwarePte, DeviceTracking, StrangerTlb>("stranger-device");

/// <summary>The device, wrong: it sets dirty without another look at the entry.</summary>
public readonly struct BlindDeviceTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.Blind;
    public static bool FaultIsFinal(Access access) => true;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => DeviceTracking.Walk(p, a);
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => DeviceTracking.Commit(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => DeviceTracking.Suffices(p, a);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> => p;
}

public sealed class StrangerDeviceBlind()
    : Architecture<HardwarePte, BlindDeviceTracking, StrangerTlb>("stranger-device-blind");
