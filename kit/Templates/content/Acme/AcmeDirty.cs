using static System.Runtime.CompilerServices.MethodImplOptions;

namespace Acme;

/// <summary>Step 9: who records a write. Here hardware writes nothing: the fault handler sets young and
/// dirty.</summary>
/// <remarks>A member may branch on the access, never on the word.</remarks>
public readonly struct AcmeDirty : IDirtyTracking
{
    /// <summary>Atomic, where the walker sets dirty in one locked update that looks at the entry again.</summary>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <summary>The walker: does the access fault on what was read, and what does it write back.</summary>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> =>
        new(Suffices(pte, access).Not(), pte);

    /// <summary>The walker's locked update, on what it finds then.</summary>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => Walk(now, access);

    /// <summary>Whether the TLB's copy serves without a look at memory. A store must find it dirty: this is law
    /// T1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? cached.Bit(AcmePte.Valid) & cached.Bit(AcmePte.Store) : cached.Bit(AcmePte.Valid);

    /// <summary>What the fault handler leaves. Where hardware sets both bits: the entry as it is.</summary>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> =>
        access.IsWrite ? AcmePte.MakeDirty(AcmePte.MakeYoung(pte)) : AcmePte.MakeYoung(pte);
}
