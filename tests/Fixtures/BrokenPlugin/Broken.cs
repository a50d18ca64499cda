using Emulator.Plugins.SoftDirty;

namespace Emulator.Fixtures.Broken;

// One bug each, named for the law that must see it.
public readonly struct ForgetsStoreBit : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeOld<W>(W p) => p.Clear(1UL << SoftDirtyPte.SwYoung);
}

public readonly struct DropsDirty : ISoundPte, IPteFormat
{
    static W IPteFormat.WriteProtect<W>(W p) => SoftDirtyPte.MakeClean(SoftDirtyPte.WriteProtect(p));
}

public readonly struct KeepsWriting : ISoundPte, IPteFormat { static W IPteFormat.WriteProtect<W>(W p) => p; }
public readonly struct KeepsDirty : ISoundPte, IPteFormat { static W IPteFormat.MakeClean<W>(W p) => p; }

public readonly struct GrantsWithDirty : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeDirty<W>(W p) => SoftDirtyPte.MakeWritable(SoftDirtyPte.MakeDirty(p));
}

public readonly struct DirtiesWithGrant : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeWritable<W>(W p) => SoftDirtyPte.MakeDirty(SoftDirtyPte.MakeWritable(p));
}

public readonly struct ModifyCleans : ISoundPte, IPteFormat
{
    static W IPteFormat.Modify<W>(W p, W q) => SoftDirtyPte.MakeClean(SoftDirtyPte.Modify(p, q));
}

public readonly struct WriteProtectClearsSoft : ISoundPte, IPteFormat
{
    static W IPteFormat.WriteProtect<W>(W p) => SoftDirtyPte.ClearSoftDirty(SoftDirtyPte.WriteProtect(p));
}

public readonly struct DirtyWithoutStore : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeDirty<W>(W p) => p.Set(1UL << SoftDirtyPte.SwDirty | 1UL << SoftDirtyPte.SwSoftDirty);
}

public readonly struct SoundPte : ISoundPte;

public readonly struct SoundTracking : ISoundTracking;

/// <summary>Lets stores through wherever software granted writing, and records nothing.</summary>
public readonly struct StoresUnseen : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Commit<W>(W now, Access access) =>
        new((now.Bit(SoftDirtyPte.Valid) & now.Bit(SoftDirtyPte.SwWrite)).Not(), now);
}

/// <summary>Takes any valid cached entry for enough.</summary>
public readonly struct AnyCachedSuffices : ISoundTracking, IDirtyTracking
{
    static W IDirtyTracking.Suffices<W>(W cached, Access access) => cached.Bit(SoftDirtyPte.Valid);
}

/// <summary>Its walker moves the entry to another frame.</summary>
public readonly struct MovesFrame : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) =>
        new(SoftDirtyTracking.Walk(pte, access).Fault, pte ^ W.Of(1UL << 12));
}

/// <summary>Its handler does nothing.</summary>
public readonly struct IdleHandler : ISoundTracking, IDirtyTracking
{
    static W IDirtyTracking.Handled<W>(W pte, Access access) => pte;
}

/// <summary>Isn't written yet.</summary>
public readonly struct Unwritten : ISoundTracking, IDirtyTracking
{
    static Outcome<W> IDirtyTracking.Walk<W>(W pte, Access access) =>
        throw new NotSupportedException("the walk isn't written yet.");
}

/// <summary>Its clean pass throws.</summary>
public readonly struct UncleanPte : ISoundPte, IPteFormat
{
    static W IPteFormat.MakeClean<W>(W p) => throw new NotSupportedException("cleaning isn't written yet.");
}

public sealed class BrokenPassThrows() : Architecture<UncleanPte, SoundTracking, SoftDirtyTlb>("broken-pass-throws");
/// <summary>Its fault handler throws, under the page-table lock.</summary>
public readonly struct UnwrittenHandler : ISoundTracking, IDirtyTracking
{
    static W IDirtyTracking.Handled<W>(W pte, Access access) =>
        throw new NotSupportedException("the handler isn't written yet.");
}

public sealed class BrokenHandlerThrows()
    : Architecture<SoundPte, UnwrittenHandler, SoftDirtyTlb>("broken-handler-throws");
public sealed class BrokenThrows() : Architecture<SoundPte, Unwritten, SoftDirtyTlb>("broken-throws");
public sealed class BrokenWellFormed() : Architecture<ForgetsStoreBit, SoundTracking, SoftDirtyTlb>("broken-wf");
public sealed class BrokenL1() : Architecture<DropsDirty, SoundTracking, SoftDirtyTlb>("broken-l1");
public sealed class BrokenL2() : Architecture<KeepsWriting, SoundTracking, SoftDirtyTlb>("broken-l2");
public sealed class BrokenL3() : Architecture<KeepsDirty, SoundTracking, SoftDirtyTlb>("broken-l3");
public sealed class BrokenL4() : Architecture<GrantsWithDirty, SoundTracking, SoftDirtyTlb>("broken-l4");
public sealed class BrokenL5() : Architecture<DirtiesWithGrant, SoundTracking, SoftDirtyTlb>("broken-l5");
public sealed class BrokenL6() : Architecture<ModifyCleans, SoundTracking, SoftDirtyTlb>("broken-l6");
public sealed class BrokenL7() : Architecture<WriteProtectClearsSoft, SoundTracking, SoftDirtyTlb>("broken-l7");
public sealed class BrokenL8() : Architecture<SoundPte, StoresUnseen, SoftDirtyTlb>("broken-l8");
public sealed class BrokenL9() : Architecture<DirtyWithoutStore, SoundTracking, SoftDirtyTlb>("broken-l9");
public sealed class BrokenT1() : Architecture<SoundPte, AnyCachedSuffices, SoftDirtyTlb>("broken-t1");
public sealed class BrokenT2() : Architecture<SoundPte, MovesFrame, SoftDirtyTlb>("broken-t2");
public sealed class BrokenT3() : Architecture<SoundPte, IdleHandler, SoftDirtyTlb>("broken-t3");
public sealed class Sound() : Architecture<SoundPte, SoundTracking, SoftDirtyTlb>("sound");
