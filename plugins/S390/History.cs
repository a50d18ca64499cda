namespace Emulator.Plugins.S390;

/// <summary>R24: an entry is neither clean nor dirty; that a page was stored to stands in the storage key of its frame. Linux before 3.9.</summary>
/// <remarks>// Choice: young stays in the entry. It was in the storage key as well.</remarks>
public readonly struct S390R24Pte : IS390Pte
{
    private const ulong Kept = S390Pte.FrameMask | 1UL << S390Pte.SwSpecial | 1UL << S390Pte.SwYoung;

    static PteFeatures IPteFormat.Features => S390Pte.Features & ~PteFeatures.SoftDirty;

    static IReadOnlyList<PteBit> IPteFormat.Bits { get; } = [.. S390Pte.Bits.Where(b => b.Number is not (S390Pte.SwDirty or S390Pte.SwSoftDirty))];

    static W IPteFormat.WellFormed<W>(W pte) =>
        (pte.Bit(S390Pte.Invalid) ^ (pte.Bit(S390Pte.SwYoung) & pte.Bit(S390Pte.SwRead))) & (pte.Bit(S390Pte.Protect) ^ pte.Bit(S390Pte.SwWrite));

    static W IPteFormat.Dirty<W>(W pte) => W.Of(0);

    static W IPteFormat.MakeClean<W>(W pte) => pte;

    static W IPteFormat.MakeDirty<W>(W pte) => pte;

    static W IPteFormat.MakeWritable<W>(W pte) => pte.Set(1UL << S390Pte.SwWrite).Clear(1UL << S390Pte.Protect);

    static W IPteFormat.Modify<W>(W pte, W protection)
    {
        var modified = pte.Only(Kept) | protection.Clear(Kept);
        return modified.Put(S390Pte.Invalid, (modified.Bit(S390Pte.SwYoung) & modified.Bit(S390Pte.SwRead)).Not())
            .Put(S390Pte.Protect, modified.Bit(S390Pte.SwWrite).Not());
    }
}

/// <summary>A store needs no more than a valid entry that isn't protected, and leaves nothing in it.</summary>
public readonly struct S390R24Tracking : IDirtyTracking
{
    /// <inheritdoc/>
    public static DirtyUpdate Update => DirtyUpdate.None;

    /// <inheritdoc/>
    public static Outcome<W> Walk<W>(W pte, Access access) where W : struct, IWord<W> => S390Tracking.Walk(pte, access);

    /// <inheritdoc/>
    public static Outcome<W> Commit<W>(W now, Access access) where W : struct, IWord<W> => S390Tracking.Commit(now, access);

    /// <inheritdoc/>
    public static W Suffices<W>(W cached, Access access) where W : struct, IWord<W> => S390Tracking.Suffices(cached, access);

    /// <inheritdoc/>
    public static W Handled<W>(W pte, Access access) where W : struct, IWord<W> => S390Pte.MakeYoung(pte);
}

/// <summary>As of Linux 3.8.</summary>
public sealed class S390R24() : Architecture<S390R24Pte, S390R24Tracking, S390Tlb>("s390-r24")
{
    /// <inheritdoc/>
    public override string History => "entries have no dirty state: a store sets the changed bit in the storage key of its frame; before Linux 3.9, ended by abf09bed3cce";
}
