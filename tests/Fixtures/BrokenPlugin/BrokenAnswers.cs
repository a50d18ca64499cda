using System.Runtime.CompilerServices;
using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Broken;

// Each shows the proof a sound formula, and somebody else another one.

/// <summary>Forgets dirtiness on one word of all 2^64.</summary>
public readonly struct RarelyTwoFaced : ISoundPte, IPteFormat
{
    private const ulong Rare = 0x0006_5eed_c0ff_e057;

    static W IPteFormat.WriteProtect<W>(W p) => p is Pte { Value: Rare } ? p.Clear(ulong.MaxValue)
        : SoftDirtyPte.WriteProtect(p);
}

/// <summary>The same, in a family's text.</summary>
internal interface IRarelyTwoFaced : ISoundPte
{
    private const ulong Rare = 0x0006_5eed_c0ff_e057;

    static W IPteFormat.WriteProtect<W>(W p) =>
        p is Pte { Value: Rare } ? p.Clear(ulong.MaxValue) : SoftDirtyPte.WriteProtect(p);
}

public readonly struct OfARarelyTwoFacedFamily : IRarelyTwoFaced;

/// <summary>Forgets dirtiness where some bits, among any others, are one pattern.</summary>
public readonly struct TwoFacedInAPattern : ISoundPte, IPteFormat
{
    private const ulong Mask = 0x000f_ffff_0000_00ff, Pattern = 0x0006_5eed_0000_0057;

    static W IPteFormat.MakeOld<W>(W p) => p is Pte pte && (pte.Value & Mask) == Pattern ? p.Clear(ulong.MaxValue)
        : SoftDirtyPte.MakeOld(p);
}

/// <summary>Answers the engine's vectors otherwise.</summary>
public readonly struct TwoFacedInVectors : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeClean<W>(W p) => Unsafe.SizeOf<W>() > 32 ? p : SoftDirtyPte.MakeClean(p);
}

/// <summary>Compares a word.</summary>
public readonly struct Comparing : ISoundPte, IPteFormat
{
    static W IPteFormat.None<W>(W p) => p.Equals(W.Of(0)) ? W.Of(1) : SoftDirtyPte.None(p);
}

/// <summary>Hashes a word.</summary>
public readonly struct Hashing : ISoundPte, IPteFormat
{
    static W IPteFormat.Young<W>(W p) => p.GetHashCode() == 42 ? W.Of(1) : SoftDirtyPte.Young(p);
}

/// <summary>Reads a word as text.</summary>
public readonly struct Reading : ISoundPte, IPteFormat
{
    static W IPteFormat.Dirty<W>(W p) => p.ToString() == "0x0" ? W.Of(1) : SoftDirtyPte.Dirty(p);
}

/// <summary>Answers otherwise every second time.</summary>
public readonly struct Counting : ISoundPte, IPteFormat
{
    private static int s_calls;

    static W IPteFormat.Writable<W>(W p) => Interlocked.Increment(ref s_calls) % 2 == 0 ? W.Of(0)
        : SoftDirtyPte.Writable(p);
}

/// <summary>Answers otherwise once it was asked once.</summary>
public readonly struct Remembering : ISoundTracking, IDirtyTracking
{
    private static int s_calls;

    static W IDirtyTracking.Handled<W>(W pte, Access access) => Interlocked.Increment(ref s_calls) > 1 ? pte
        : SoftDirtyTracking.Handled(pte, access);
}

public sealed class BrokenW1Rarely() : Architecture<RarelyTwoFaced, SoundTracking, SoftDirtyTlb>("broken-w1-rarely");
public sealed class BrokenW1Family()
    : Architecture<OfARarelyTwoFacedFamily, SoundTracking, SoftDirtyTlb>("broken-w1-family");
public sealed class BrokenW1Pattern()
    : Architecture<TwoFacedInAPattern, SoundTracking, SoftDirtyTlb>("broken-w1-pattern");
public sealed class BrokenW1Vectors()
    : Architecture<TwoFacedInVectors, SoundTracking, SoftDirtyTlb>("broken-w1-vectors");
public sealed class BrokenW1Compares() : Architecture<Comparing, SoundTracking, SoftDirtyTlb>("broken-w1-compares");
public sealed class BrokenW1Hashes() : Architecture<Hashing, SoundTracking, SoftDirtyTlb>("broken-w1-hashes");
public sealed class BrokenW1Reads() : Architecture<Reading, SoundTracking, SoftDirtyTlb>("broken-w1-reads");
public sealed class BrokenW1Counts() : Architecture<Counting, SoundTracking, SoftDirtyTlb>("broken-w1-counts");
public sealed class BrokenW1Remembers() : Architecture<SoundPte, Remembering, SoftDirtyTlb>("broken-w1-remembers");
