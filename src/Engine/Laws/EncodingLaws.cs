using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>The laws of merging, and of entries that hardware doesn't use.</summary>
internal sealed class MergeLosesNothing()
    : Law("L10", "ptep_set_access_flags grants what is wanted, and loses neither frame nor what hardware has set "
    + "meanwhile")
{
    public override string Bug =>
        "a read fault stores the clean entry that it had read over hardware's dirty bit (arm64 in 2017)";

    public override IReadOnlyList<string> RestsOn => [.. Foundations, "L4", "L5", "L16", "T2"];

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var young = TPte.MakeYoung(p);
        var dirty = TPte.MakeDirty(young);
        (string What, W Entry)[] wanted =
            [("young", young), ("dirty", dirty), ("writable", TPte.MakeWritable(dirty))];
        foreach (var (may, now, then) in Found<TPte, TDirty, W>(p))
            foreach (var (what, want) in wanted)
                Asks<TPte, W>(clauses, $"ptep_set_access_flags, {what}{then}", TPte.Present(p) & may, now, want);
    }

    private static void Asks<TPte, W>(Clauses<W> clauses, string member, W may, W now, W want)
        where TPte : struct, IPteFormat where W : struct, IWord<W>
    {
        var merged = TPte.Merge(now, want);
        clauses.Add(member, merged, "loses dirtiness",
            may & (TPte.Dirty(now) | TPte.Dirty(want)) & TPte.Dirty(merged).Not());
        clauses.Add(member, merged, "doesn't grant writing",
            may & TPte.Writable(want) & TPte.Writable(merged).Not());
        clauses.Add(member, merged, "maps another frame", may & Changed(TPte.Frame(merged), TPte.Frame(now)));
    }

    // What may stand there by then: what was read, or that with a hardware update. Helpers that aren't atomic lose
    // updates by what they are; that is explored.
    private static IEnumerable<(W May, W Now, string Then)> Found<TPte, TDirty, W>(W p) where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking where W : struct, IWord<W>
    {
        yield return (W.Of(1), p, "");
        if ((TPte.NotAtomic & PteHelpers.SetAccessFlags) != 0)
            yield break;
        foreach (var access in Accesses.All)
            if (TDirty.Commit(p, access) is var update)
                yield return (update.Fault.Not(), update.Entry, $", over hardware's update for a {access}");
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

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        const string Helper = "swp_entry_to_pte";
        var last = (1UL << TPte.SwapOffsetBits) - 1;
        var (offset, swap) = (q.Only(last), TPte.Swap(q));
        clauses.Add(Helper, swap, "is present", TPte.Present(swap));
        clauses.Add(Helper, swap, "counts as an empty slot",
            TPte.None(swap) & W.IsZero(offset).Not() & Changed(offset, W.Of(last)));
        clauses.Add(Helper, swap, "is used by hardware", Usable<TDirty, W>(swap));
        clauses.Add(Helper, swap, "has bits that an entry of 4 bytes can't hold",
            W.IsZero(swap.Clear(EntryWidth<TPte>.Mask)).Not());
        clauses.Add(Helper, swap, $"doesn't give back the low {TPte.SwapOffsetBits} bits of its offset, as many as "
            + "SwapOffsetBits says", Changed(TPte.SwapOffset(swap).Only(last), offset));
    }
}

internal sealed class SwapSoftDirtyIsItsOwn()
    : Law("L12", "a swap entry is soft-dirty where it was made so, and keeps its offset by that")
{
    public override string Bug =>
        "a page that was swapped out is missing from the next checkpoint, or comes back from another place";

    public override PteFeatures Needs => PteFeatures.Swap | PteFeatures.SoftDirty;

    public override Second Second => Second.Offset;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        const string Makes = "pte_swp_mksoft_dirty", Clears = "pte_swp_clear_soft_dirty";
        var swap = TPte.Swap(q);
        var soft = TPte.SwapMakeSoftDirty(swap);
        var cleared = TPte.SwapClearSoftDirty(soft);
        clauses.Add("swp_entry_to_pte", swap, "is soft-dirty already", TPte.SwapSoftDirty(swap));
        clauses.Add(Makes, soft, "isn't soft-dirty", TPte.SwapSoftDirty(soft).Not());
        clauses.Add(Makes, soft, "is present", TPte.Present(soft));
        clauses.Add(Makes, soft, "is used by hardware", Usable<TDirty, W>(soft));
        clauses.Add(Makes, soft, "gives back another offset", Changed(TPte.SwapOffset(soft), TPte.SwapOffset(swap)));
        clauses.Add(Clears, cleared, "is soft-dirty still", TPte.SwapSoftDirty(cleared));
        clauses.Add(Clears, cleared, "gives back another offset",
            Changed(TPte.SwapOffset(cleared), TPte.SwapOffset(swap)));
    }
}

internal sealed class ProtNoneIsSoftwaresAlone() : Law("L13",
    "a PROT_NONE entry is present, faults on every access, and keeps dirtiness and frame; a leaf isn't PROT_NONE")
{
    public override string Bug =>
        "hardware uses a page whose access was taken, or a NUMA hint loses a dirty bit or the page";

    public override PteFeatures Needs => PteFeatures.ProtNone;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var (present, hidden) = (TPte.Present(p), TPte.MakeProtNone(p));
        void Asks(string fault, W broken) => clauses.Add(Helpers.MakeProtNone, hidden, fault, present & broken);
        Asks("isn't present", TPte.Present(hidden).Not());
        Asks("isn't PROT_NONE to pte_protnone", TPte.ProtNone(hidden).Not());
        Asks("counts as an empty slot", TPte.None(hidden));
        Asks("is used by hardware", Usable<TDirty, W>(hidden));
        var kept = new Clauses<W>();
        Keeps<TPte, W>(kept, Helpers.MakeProtNone, p, hidden, Kept.Dirty | Kept.Frame);
        clauses.AddWhere(present, kept);
        clauses.Add("mk_pte", TPte.Leaf(p), "is PROT_NONE to pte_protnone", TPte.ProtNone(TPte.Leaf(p)));
    }
}

internal sealed class NoneIsNothing()
    : Law("L14", "an empty slot is none, neither present nor usable, dirty or writable, also after what hardware may "
    + "leave in it; a present entry isn't none")
{
    public override string Bug =>
        "a slot that was emptied is taken for a swap entry, or a mapping for an empty slot (Xeon Phi x200 before 4.8)";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var empty = W.Of(TPte.Empty);
        void Asks(string question, string fault, W broken) => clauses.Add(question, empty, fault, broken);
        Asks("pte_none", "says no of an empty slot", TPte.None(empty).Not());
        Asks("pte_present", "says yes of an empty slot", TPte.Present(empty));
        Asks("pte_dirty", "says yes of an empty slot", TPte.Dirty(empty));
        Asks("pte_write", "says yes of an empty slot", TPte.Writable(empty));
        Asks("the walk", "uses an empty slot", Usable<TDirty, W>(empty));
        Asks("Empty", "has bits that an entry of 4 bytes can't hold",
            W.Of((TPte.Empty & ~EntryWidth<TPte>.Mask) != 0 ? 1UL : 0));
        clauses.Add("pte_none", "says yes of what is present", TPte.None(p) & TPte.Present(p));
        clauses.Add("pte_none", "says yes of what hardware uses", TPte.None(p) & Usable<TDirty, W>(p));
        if (TDirty.Update is not (DirtyUpdate.Stray or DirtyUpdate.Blind))
            return;
        foreach (var write in Accesses.Writes)
        {
            var left = TDirty.Commit(empty, write).Entry;
            clauses.Add("pte_none", left, $"says no of an empty slot after a stray update for a {write}",
                TPte.None(left).Not());
        }
    }
}

internal sealed class SameIsSame()
    : Law("L15", "pte_same: entries that count as the same are present, granted, dirty and young alike and map one "
    + "frame; each is the same as itself")
{
    public override string Bug => "a fault goes on with an entry that has become another one since it looked";

    public override Second Second => Second.Entry;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var same = TPte.Same(p, q);
        void Asks(string fault, W differs) => clauses.Add("pte_same", fault, same & differs);
        clauses.Add("pte_same", "says no of an entry and itself", TPte.Same(p, p).Not());
        Asks("says yes of two that aren't present alike", Differ(TPte.Present(p), TPte.Present(q)));
        Asks("says yes of two that aren't granted alike", Differ(TPte.Writable(p), TPte.Writable(q)));
        Asks("says yes of two that aren't dirty alike", Differ(TPte.Dirty(p), TPte.Dirty(q)));
        Asks("says yes of two that aren't young alike", Differ(TPte.Young(p), TPte.Young(q)));
        Asks("says yes of two that map other frames", Changed(TPte.Frame(p), TPte.Frame(q)));
    }
}

internal sealed class LeafIsALeaf()
    : Law("L17", "a leaf entry is present, young, read-only and clean; user code can read and execute it, and it gives "
    + "back its frame, whatever bits that has up to the highest that entries hold")
{
    public override string Bug => "a page that was just mapped is another one, or faults again, or counts as written";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var leaf = TPte.Leaf(p);
        void Asks(string fault, W broken) => clauses.Add("mk_pte", leaf, fault, broken);
        Asks("isn't present", TPte.Present(leaf).Not());
        Asks("counts as an empty slot", TPte.None(leaf));
        Asks("isn't young", TPte.Young(leaf).Not());
        Asks("is writable", TPte.Writable(leaf));
        Asks("is dirty", TPte.Dirty(leaf));
        Asks("refuses a user read", TDirty.Walk(leaf, new(AccessKind.Read)).Fault);
        Asks("refuses a user's instruction fetch", TDirty.Walk(leaf, new(AccessKind.Execute)).Fault);
        var frame = p.Only(FrameBits<TPte>.Frames);
        Asks($"doesn't give back frame numbers of {FrameBits<TPte>.Width} bits",
            Changed(TPte.Frame(TPte.Leaf(frame)), frame));
    }
}

internal sealed class StartedIsNobodys()
    : Law("L18", "what the start of a change leaves lets no access through, and depends on the entry only where "
    + "StartKeepsEntry says so")
{
    public override string Bug =>
        "hardware updates an entry that software has in its hands: mprotect loses a dirty bit";

    public override Second Second => Second.Entry;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        const string Helper = "ptep_modify_prot_start";
        var left = TPte.Started(p);
        clauses.Add(Helper, left, "lets an access through", TPte.Present(p) & Usable<TDirty, W>(left));
        clauses.Add(Helper, left, "has bits that an entry of 4 bytes can't hold",
            W.IsZero(left.Clear(EntryWidth<TPte>.Mask)).Not());
        if ((TPte.Features & PteFeatures.StartKeepsEntry) == 0)
            clauses.Add(Helper, left, "depends on the entry, without PteFeatures.StartKeepsEntry",
                Changed(left, TPte.Started(q)));
    }
}

internal sealed class HugeIsHuge()
    : Law("L19", "a huge page's entry is huge, and present, granted, dirty and placed as the leaf that it was made of")
{
    public override string Bug => "a huge page is taken for a table: a walk goes on into its data";

    public override PteFeatures Needs => PteFeatures.Huge;

    // The low bits of a huge page's frame are none: they may say something else.
    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var (huge, below) = (TPte.MakeHuge(p), TPte.Geometry.LeafIndexBits);
        var mapped = TPte.Present(p) & W.IsZero(TPte.Frame(p).Only((1UL << below) - 1));
        clauses.Add("pmd_mkhuge", huge, "isn't huge",
            mapped & Usable<TDirty, W>(TPte.MakeYoung(p)) & TPte.Huge(huge).Not());
        clauses.Add("pmd_mkhuge", huge, "changes the frame",
            mapped & Changed(TPte.Frame(huge) >>> below, TPte.Frame(p) >>> below));
        var kept = new Clauses<W>();
        Keeps<TPte, W>(kept, "pmd_mkhuge", p, huge, Kept.All & ~Kept.Frame);
        clauses.AddWhere(mapped, kept);
    }
}

internal sealed class WithoutMeansWithout()
    : Law("L20", "a format without an accessed bit calls every entry young; one without a dirty bit calls none dirty")
{
    public override string Bug => "none: the format says that it is without a bit that it has";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        if ((TPte.Features & PteFeatures.NoAccessedBit) != 0)
            clauses.Add("pte_young", "says no, with PteFeatures.NoAccessedBit", TPte.Young(p).Not());
        if ((TPte.Features & PteFeatures.NoDirtyBit) != 0)
            clauses.Add("pte_dirty", "says yes, with PteFeatures.NoDirtyBit", TPte.Dirty(p));
    }
}
