using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Broken;

/// <summary>A sound format with swap and PROT_NONE entries, in what SoftDirty leaves free: bit 8 and bits 12 to
/// 51.</summary>
internal interface ISoundEncodings : ISoundPte, IPteFormat
{
    internal const int Hidden = 8, SwapSoft = 9;
    static PteFeatures IPteFormat.Features => SoftDirtyPte.Features | PteFeatures.Swap | PteFeatures.ProtNone;
    static int IPteFormat.SwapOffsetBits => 40;
    static W IPteFormat.Swap<W>(W offset) => (offset << 12).Only(SoftDirtyPte.FrameMask);
    static W IPteFormat.SwapOffset<W>(W pte) => pte.Only(SoftDirtyPte.FrameMask) >> 12;
    static W IPteFormat.SwapSoftDirty<W>(W pte) => pte.Bit(SwapSoft);
    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => pte.Set(1UL << SwapSoft);
    static W IPteFormat.SwapClearSoftDirty<W>(W pte) => pte.Clear(1UL << SwapSoft);
    static W IPteFormat.ProtNone<W>(W pte) =>
        SoftDirtyPte.Present(pte) & pte.Bit(SoftDirtyPte.Valid).Not() & pte.Bit(SoftDirtyPte.SwYoung).Not();
    static W IPteFormat.MakeProtNone<W>(W pte) => SoftDirtyPte.MakeOld(pte);
}

public readonly struct EncodingsPte : ISoundEncodings;

public readonly struct MergeForgets : ISoundPte, IPteFormat
{
    static W IPteFormat.Merge<W>(W now, W wanted) => SoftDirtyPte.MakeYoung(now);
}

public readonly struct SwapShortens : ISoundEncodings, IPteFormat
{
    static W IPteFormat.SwapOffset<W>(W pte) => pte.Only(SoftDirtyPte.FrameMask) >> 13;
}

public readonly struct SwapSoftIsLost : ISoundEncodings, IPteFormat
{
    static W IPteFormat.SwapMakeSoftDirty<W>(W pte) => pte;
}

public readonly struct StaysUsable : ISoundEncodings, IPteFormat { static W IPteFormat.MakeProtNone<W>(W pte) => pte; }

public readonly struct NoneOverlooks : ISoundPte, IPteFormat
{
    static W IPteFormat.None<W>(W pte) => W.IsZero(pte.Clear(SoftDirtyPte.FrameMask | 0xff));
}

public readonly struct SameOverlooks : ISoundPte, IPteFormat
{
    static W IPteFormat.Same<W>(W a, W b) =>
        W.IsZero((a ^ b).Clear(1UL << SoftDirtyPte.SwDirty | 1UL << SoftDirtyPte.Store));
}

/// <summary>Lets every store through, granted or not, and records it.</summary>
public readonly struct StoresAnyway : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => access.IsWrite
        ? new(now.Bit(SoftDirtyPte.Valid).Not(), SoftDirtyPte.MakeDirty(now))
        : SoftDirtyTracking.Commit(now, access);
}

/// <summary>Shows the proof a sound formula, and the engine another one.</summary>
public readonly struct TwoFaced : ISoundPte, IPteFormat
{
    static W IPteFormat.WriteProtect<W>(W p) => typeof(W) == typeof(Pte)
        ? SoftDirtyPte.MakeClean(SoftDirtyPte.WriteProtect(p)) : SoftDirtyPte.WriteProtect(p);
}

public sealed class BrokenW1() : Architecture<TwoFaced, SoundTracking, SoftDirtyTlb>("broken-w1");

public readonly struct AgingCleans : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeOld<W>(W p) => SoftDirtyPte.MakeClean(SoftDirtyPte.MakeOld(p));
}

public sealed class BrokenL16() : Architecture<AgingCleans, SoundTracking, SoftDirtyTlb>("broken-l16");

/// <summary>Says that nothing can occur: every law would hold of nothing.</summary>
public readonly struct NothingIsWellFormed : ISoundPte, IPteFormat
{
    static W IPteFormat.WellFormed<W>(W p) => W.Of(0);
}

public sealed class BrokenByVacuity()
    : Architecture<NothingIsWellFormed, SoundTracking, SoftDirtyTlb>("broken-by-vacuity");

/// <summary>Lets nobody in: nothing is stored, so nothing can be lost.</summary>
public readonly struct RefusesAll : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) => new(W.Of(1), pte);
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) => new(W.Of(1), now);
    static W IDirtyTracking.Suffices<W>(W cached, Access access) => W.Of(0);
    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;
}

public sealed class BrokenByRefusal() : Architecture<SoundPte, RefusesAll, SoftDirtyTlb>("broken-by-refusal");

public sealed class BrokenL10() : Architecture<MergeForgets, SoundTracking, SoftDirtyTlb>("broken-l10");
public sealed class BrokenL11() : Architecture<SwapShortens, SoundTracking, SoftDirtyTlb>("broken-l11");
public sealed class BrokenL12() : Architecture<SwapSoftIsLost, SoundTracking, SoftDirtyTlb>("broken-l12");
public sealed class BrokenL13() : Architecture<StaysUsable, SoundTracking, SoftDirtyTlb>("broken-l13");
public sealed class BrokenL14() : Architecture<NoneOverlooks, SoundTracking, SoftDirtyTlb>("broken-l14");
public sealed class BrokenL15() : Architecture<SameOverlooks, SoundTracking, SoftDirtyTlb>("broken-l15");
public sealed class BrokenT4() : Architecture<SoundPte, StoresAnyway, SoftDirtyTlb>("broken-t4");
public sealed class SoundEncodings() : Architecture<EncodingsPte, SoundTracking, SoftDirtyTlb>("sound-encodings");
