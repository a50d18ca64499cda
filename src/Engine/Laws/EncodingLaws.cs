namespace Emulator.Engine.Laws;

/// <summary>The laws of merging, and of entries that hardware doesn't use.</summary>
internal sealed class MergeLosesNothing()
    : Law("L10", "ptep_set_access_flags grants what is wanted, and loses neither frame nor what hardware has set "
    + "meanwhile")
{
    public override string Bug =>
        "a read fault stores the clean entry that it had read over hardware's dirty bit (arm64 in 2017)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("ptep_set_access_flags, young", TPte.Merge(p, TPte.MakeYoung(p))),
        .. Found<TPte, TDirty, Pte>(p).Where(f => f.May.IsTrue && f.Now != p)
            .Select(f => ($"ptep_set_access_flags, young, over {f.Now}", TPte.Merge(f.Now, TPte.MakeYoung(p))))
            .Distinct()];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var young = TPte.MakeYoung(p);
        var dirty = TPte.MakeDirty(young);
        W[] wanted = [young, dirty, TPte.MakeWritable(dirty)];
        var broken = W.Of(0);
        foreach (var (may, now) in Found<TPte, TDirty, W>(p))
            foreach (var want in wanted)
                broken |= may & Lost<TPte, W>(now, want);
        return TPte.Present(p) & broken;
    }

    private static W Lost<TPte, W>(W now, W want) where TPte : struct, IPteFormat where W : struct, IWord<W>
    {
        var merged = TPte.Merge(now, want);
        return ((TPte.Dirty(now) | TPte.Dirty(want)) & TPte.Dirty(merged).Not())
            | (TPte.Writable(want) & TPte.Writable(merged).Not()) | Changed(TPte.Frame(merged), TPte.Frame(now));
    }

    // What may stand there by then: what was read, or that with a hardware update. Helpers that aren't atomic lose
    // updates by what they are; that is explored.
    private static IEnumerable<(W May, W Now)> Found<TPte, TDirty, W>(W p) where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking where W : struct, IWord<W>
    {
        yield return (W.Of(1), p);
        if ((TPte.NotAtomic & PteHelpers.SetAccessFlags) != 0)
            yield break;
        foreach (var access in Accesses.All)
            if (TDirty.Commit(p, access) is var update)
                yield return (update.Fault.Not(), update.Entry);
    }
}

internal sealed class SwapKeepsItsOffset()
    : Law("L11", "a swap entry is neither present nor usable, is empty at most at the first or the last offset, and "
    + "gives back its offset")
{
    public override string Bug =>
        "a page is read back from another one's place, or hardware uses a swap entry as a mapping";

    public override PteFeatures Needs => PteFeatures.Swap;

    public override Second Second => Second.Offset;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("swp_entry_to_pte", TPte.Swap(q))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var last = (1UL << TPte.SwapOffsetBits) - 1;
        var offset = q.Only(last);
        var swap = TPte.Swap(q);
        return TPte.Present(swap) | (TPte.None(swap) & W.IsZero(offset).Not() & Changed(offset, W.Of(last)))
            | Usable<TDirty, W>(swap)
            | Changed(TPte.SwapOffset(swap).Only(last), offset);
    }
}

internal sealed class SwapSoftDirtyIsItsOwn()
    : Law("L12", "a swap entry is soft-dirty where it was made so, and keeps its offset by that")
{
    public override string Bug =>
        "a page that was swapped out is missing from the next checkpoint, or comes back from another place";

    public override PteFeatures Needs => PteFeatures.Swap | PteFeatures.SoftDirty;

    public override Second Second => Second.Offset;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("swp_entry_to_pte", TPte.Swap(q)), ("pte_swp_mksoft_dirty", TPte.SwapMakeSoftDirty(TPte.Swap(q))),
        ("pte_swp_clear_soft_dirty", TPte.SwapClearSoftDirty(TPte.SwapMakeSoftDirty(TPte.Swap(q))))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var swap = TPte.Swap(q);
        var soft = TPte.SwapMakeSoftDirty(swap);
        var cleared = TPte.SwapClearSoftDirty(soft);
        return TPte.SwapSoftDirty(swap) | TPte.SwapSoftDirty(soft).Not() | TPte.SwapSoftDirty(cleared)
            | TPte.Present(soft) | Usable<TDirty, W>(soft)
            | Changed(TPte.SwapOffset(soft), TPte.SwapOffset(swap))
            | Changed(TPte.SwapOffset(cleared), TPte.SwapOffset(swap));
    }
}

internal sealed class ProtNoneIsSoftwaresAlone() : Law("L13",
    "a PROT_NONE entry is present, faults on every access, and keeps dirtiness and frame")
{
    public override string Bug =>
        "hardware uses a page whose access was taken, or a NUMA hint loses a dirty bit or the page";

    public override PteFeatures Needs => PteFeatures.ProtNone;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("made PROT_NONE", TPte.MakeProtNone(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var hidden = TPte.MakeProtNone(p);
        return TPte.Present(p) & (TPte.Present(hidden).Not() | TPte.ProtNone(hidden).Not() | TPte.None(hidden)
            | Usable<TDirty, W>(hidden)
            | Differ(TPte.Dirty(hidden), TPte.Dirty(p)) | Changed(TPte.Frame(hidden), TPte.Frame(p)));
    }
}

internal sealed class NoneIsNothing()
    : Law("L14", "an empty slot is none, neither present nor usable, dirty or writable, also after what hardware may "
    + "leave in it; a present entry isn't none")
{
    public override string Bug =>
        "a slot that was emptied is taken for a swap entry, or a mapping for an empty slot (Xeon Phi x200 before 4.8)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("empty slot", new(TPte.Empty)),
        .. TDirty.Update is DirtyUpdate.Stray or DirtyUpdate.Blind
            ? Accesses.Writes.Select(a =>
                ($"after a stray update for {a}", TDirty.Commit(new Pte(TPte.Empty), a).Entry))
            : []];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var empty = W.Of(TPte.Empty);
        var broken = TPte.None(empty).Not() | TPte.Present(empty) | Usable<TDirty, W>(empty) | TPte.Dirty(empty)
            | TPte.Writable(empty)
            | (TPte.None(p) & (TPte.Present(p) | Usable<TDirty, W>(p)));
        if (TDirty.Update is DirtyUpdate.Stray or DirtyUpdate.Blind)
            foreach (var write in Accesses.Writes)
                broken |= TPte.None(TDirty.Commit(empty, write).Entry).Not();
        return broken;
    }
}

internal sealed class SameIsSame()
    : Law("L15", "pte_same: entries that count as the same are present, granted, dirty and young alike and map one "
    + "frame; each is the same as itself")
{
    public override string Bug => "a fault goes on with an entry that has become another one since it looked";

    public override Second Second => Second.Entry;

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q) => TPte.Same(p, p).Not() | (TPte.Same(p, q)
        & (Differ(TPte.Present(p), TPte.Present(q)) | Differ(TPte.Writable(p), TPte.Writable(q))
            | Differ(TPte.Dirty(p), TPte.Dirty(q))
            | Differ(TPte.Young(p), TPte.Young(q)) | Changed(TPte.Frame(p), TPte.Frame(q))));
}
