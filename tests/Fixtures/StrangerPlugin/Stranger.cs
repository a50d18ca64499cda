using System.Collections.Generic;
using Emulator;

namespace Stranger;

/// <summary>A made-up architecture of a third party: a trapped first store, seven flags, three levels.</summary>
public readonly struct StrangerPte : IPteFormat
{
    private const int V = 63, R = 62, S = 61, W_ = 60, D = 59, Y = 58;   // hardware: V, S; software: R, W_, D, Y
    private const ulong FrameMask = 0x0000_00ff_ffff_ffff;

    public static Geometry Geometry => new(PageShift: 12, Levels: 4, IndexBits: 9, UserAddressBits: 48);
    public static IReadOnlyList<PteBit> Bits { get; } =
    [
        new(0, "FRAME", "frame", 40), new(Y, "Y", "young"), new(D, "D", "dirty"), new(W_, "W", "granted"),
        new(S, "S", "hardware: stores"), new(R, "R", "resident"), new(V, "V", "hardware: valid"),
    ];

    public static W WellFormed<W>(W p) where W : struct, IWord<W> =>
        (p.Bit(V) ^ (p.Bit(R) & p.Bit(Y))).Not() & (p.Bit(S) ^ (p.Bit(W_) & p.Bit(D))).Not();
    public static W Present<W>(W p) where W : struct, IWord<W> => p.Bit(R);
    public static W None<W>(W p) where W : struct, IWord<W> => W.IsZero(p);
    public static W Writable<W>(W p) where W : struct, IWord<W> => p.Bit(W_);
    public static W Dirty<W>(W p) where W : struct, IWord<W> => p.Bit(D);
    public static W Young<W>(W p) where W : struct, IWord<W> => p.Bit(Y);
    public static W WriteProtect<W>(W p) where W : struct, IWord<W> => Derive(p.Clear(1UL << W_));
    public static W MakeClean<W>(W p) where W : struct, IWord<W> => Derive(p.Clear(1UL << D));
    public static W MakeDirty<W>(W p) where W : struct, IWord<W> => Derive(p.Set(1UL << D));
    public static W MakeWritable<W>(W p) where W : struct, IWord<W> => Derive(p.Set(1UL << W_));
    public static W MakeYoung<W>(W p) where W : struct, IWord<W> => Derive(p.Set(1UL << Y));
    public static W MakeOld<W>(W p) where W : struct, IWord<W> => Derive(p.Clear(1UL << Y));
    public static W Modify<W>(W p, W q) where W : struct, IWord<W> =>
        Derive(p.Clear(1UL << R | 1UL << W_) | q.Only(1UL << R | 1UL << W_));
    public static W Merge<W>(W now, W wanted) where W : struct, IWord<W> => wanted;
    public static W Leaf<W>(W frame) where W : struct, IWord<W> =>
        Derive(frame.Only(FrameMask).Set(1UL << R | 1UL << Y));
    public static W Frame<W>(W p) where W : struct, IWord<W> => p.Only(FrameMask);
    public static Pte Table(Pfn table) => Leaf(new Pte(table.Value));

    internal static W Add<W>(W now, W granted) where W : struct, IWord<W> =>
        Derive(now | granted.Only(1UL << W_ | 1UL << D | 1UL << Y));
    internal static W Valid<W>(W p) where W : struct, IWord<W> => p.Bit(V);
    internal static W Stores<W>(W p) where W : struct, IWord<W> => p.Bit(V) & p.Bit(S);
    private static W Derive<W>(W p) where W : struct, IWord<W> =>
        p.Put(V, p.Bit(R) & p.Bit(Y)).Put(S, p.Bit(W_) & p.Bit(D));
}

public readonly struct StrangerTracking : IDirtyTracking
{
    public static DirtyUpdate Update => DirtyUpdate.None;
    public static Outcome<W> Walk<W>(W p, Access a) where W : struct, IWord<W> => new(Suffices(p, a).Not(), p);
    public static Outcome<W> Commit<W>(W now, Access a) where W : struct, IWord<W> => Walk(now, a);
    public static W Suffices<W>(W p, Access a) where W : struct, IWord<W> => a.IsWrite ? StrangerPte.Stores(p)
        : StrangerPte.Valid(p);
    public static W Handled<W>(W p, Access a) where W : struct, IWord<W> =>
        a.IsWrite ? StrangerPte.MakeDirty(StrangerPte.MakeYoung(p)) : StrangerPte.MakeYoung(p);
}

public readonly struct StrangerTlb : ITlbModel
{
    public static FlushReach Reach => FlushReach.Interrupt;
    public static W Cached<W>(W p) where W : struct, IWord<W> => p & W.Spread(StrangerPte.Valid(p));
}

public sealed class StrangerArchitecture() : Architecture<StrangerPte, StrangerTracking, StrangerTlb>("stranger");
