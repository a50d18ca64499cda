using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>The laws of the entry helpers alone.</summary>
internal sealed class WriteProtectKeepsDirty() : Law("L1", "write-protecting keeps dirtiness, frame and presence")
{
    public override string Bug =>
        "a page that hardware had made dirty is clean after fork or clear_refs: reclaim drops it, its content is lost "
        + "(arm64 before 5.10, LoongArch)";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q) => Keeps<TPte, W>(
        clauses, "pte_wrprotect", p, TPte.WriteProtect(p), Kept.Dirty | Kept.Place);
}

internal sealed class WriteProtectTakesWriting() : Law("L2", "a write-protected entry is not writable")
{
    public override string Bug =>
        "a write-protected page takes stores: a write gets past copy-on-write, soft-dirty tracking or the consumer";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var left = TPte.WriteProtect(p);
        clauses.Add("pte_wrprotect", left, "leaves it writable", TPte.Writable(left));
    }
}

internal sealed class MakeCleanCleans()
    : Law("L3", "a cleaned entry is not dirty, and keeps writability, frame and presence")
{
    public override string Bug =>
        "writeback leaves the page dirty for ever, or takes its writing away: endless I/O, or faults on a page that "
        + "is granted";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var cleaned = TPte.MakeClean(p);
        clauses.Add("pte_mkclean", cleaned, "leaves it dirty", TPte.Dirty(cleaned));
        Keeps<TPte, W>(clauses, "pte_mkclean", p, cleaned, Kept.Writable | Kept.Place);
    }
}

internal sealed class MakeDirtyDirties()
    : Law("L4", "an entry made dirty is dirty, and keeps writability, frame and presence")
{
    public override string Bug => "a store that the fault handler let through is recorded nowhere";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var dirtied = TPte.MakeDirty(p);
        clauses.Add("pte_mkdirty", dirtied, "leaves it clean", TPte.Dirty(dirtied).Not());
        Keeps<TPte, W>(clauses, "pte_mkdirty", p, dirtied, Kept.Writable | Kept.Place);
    }
}

internal sealed class MakeWritableKeepsDirty()
    : Law("L5", "an entry made writable is writable, and keeps dirtiness, frame and presence")
{
    public override string Bug =>
        "granting writing makes clean pages dirty (needless I/O), or loses a dirty bit (arm64 before 6.18)";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var granted = TPte.MakeWritable(p);
        clauses.Add("pte_mkwrite", granted, "leaves it read-only", TPte.Writable(granted).Not());
        Keeps<TPte, W>(clauses, "pte_mkwrite", p, granted, Kept.Dirty | Kept.Place);
    }
}

internal sealed class YoungIsItsOwn()
    : Law("L16", "an entry made young is young, one made old isn't, and both keep dirtiness, writability, frame and "
    + "presence")
{
    public override string Bug =>
        "reclaim's aging (clear_young, MADV_COLD) loses a dirty bit, and the page is dropped unwritten";

    public override PteFeatures Needs => FormatNeeds.AccessedBit;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var (young, old) = (TPte.MakeYoung(p), TPte.MakeOld(p));
        clauses.Add("pte_mkyoung", young, "leaves it old", TPte.Young(young).Not());
        Keeps<TPte, W>(clauses, "pte_mkyoung", p, young, Kept.All);
        clauses.Add("pte_mkold", old, "leaves it young", TPte.Young(old));
        Keeps<TPte, W>(clauses, "pte_mkold", p, old, Kept.All);
    }
}

internal sealed class ModifyKeepsDirty()
    : Law("L6", "changing the protection keeps dirtiness and frame and takes writing from the protection, of leaf and "
    + "of huge entries")
{
    public override string Bug =>
        "mprotect or a NUMA hint loses dirtiness: reclaim drops a page that was written (x86 pmd_modify, 6.6 to "
        + "7.3-rc3)";

    public override Second Second => Second.Protection;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W protection)
    {
        var modified = TPte.Modify(p, protection);
        Keeps<TPte, W>(clauses, "pte_modify", p, modified, Kept.Dirty | Kept.Frame);
        clauses.Add("pte_modify", modified, "doesn't take writing from the protection", TPte.Present(p)
            & TPte.Present(protection) & Differ(TPte.Writable(modified), TPte.Writable(protection)));
        if ((TPte.Features & PteFeatures.Huge) == 0)
            return;
        var huge = TPte.MakeHuge(p);
        var changed = (TPte.Features & PteFeatures.ModifyHuge) != 0
            ? TPte.ModifyHuge(huge, protection) : TPte.Modify(huge, protection);
        Keeps<TPte, W>(clauses, "pmd_modify", huge, changed, Kept.Dirty | Kept.Frame);
        clauses.Add("pmd_modify", changed, "is no huge page's any more", TPte.Present(p) & TPte.Present(changed)
            & Usable<TDirty, W>(TPte.MakeYoung(changed)) & TPte.Huge(huge) & TPte.Huge(changed).Not());
    }
}

internal sealed class SoftDirtyIsItsOwn()
    : Law("L7", "soft-dirty is set by mkdirty and mksoft_dirty, taken by clear_soft_dirty, and changed by nothing else")
{
    public override string Bug =>
        "soft-dirty tracking misses a write, or reports what nobody wrote: a checkpoint lacks a page";

    public override PteFeatures Needs => PteFeatures.SoftDirty;

    public override Second Second => Second.Protection;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W protection)
    {
        foreach (var (helper, left) in Helpers.All<TPte, W>(p, protection))
            clauses.Add(helper, left, "changes soft-dirtiness",
                helper is Helpers.MakeDirty or Helpers.MakeSoftDirty or Helpers.ClearSoftDirty ? W.Of(0)
                    : Differ(TPte.SoftDirty(left), TPte.SoftDirty(p)));
        void Sets(string helper, W left) =>
            clauses.Add(helper, left, "leaves it without soft-dirtiness", TPte.SoftDirty(left).Not());
        Sets(Helpers.MakeDirty, TPte.MakeDirty(p));
        Sets(Helpers.MakeSoftDirty, TPte.MakeSoftDirty(p));
        Keeps<TPte, W>(clauses, Helpers.MakeSoftDirty, p, TPte.MakeSoftDirty(p), Kept.All);
        var cleared = TPte.ClearSoftDirty(p);
        clauses.Add(Helpers.ClearSoftDirty, cleared, "leaves it soft-dirty", TPte.SoftDirty(cleared));
        Keeps<TPte, W>(clauses, Helpers.ClearSoftDirty, p, cleared, Kept.All);
    }
}

internal sealed class HelpersKeepWellFormed()
    : Law("WF", "leaf entries, helpers, handlers and hardware updates keep to well-formed entries, within an entry's "
    + "bits")
{
    public override string Bug => "an entry comes to be that the other helpers do not expect";

    public override IReadOnlyList<string> RestsOn => ["G1", "W1"];

    public override Second Second => Second.Protection;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W protection)
    {
        void Fits(string member, W left, W made) => clauses.Add(member, left,
            "has bits that an entry of 4 bytes can't hold", made & W.IsZero(left.Clear(EntryWidth<TPte>.Mask)).Not());
        void Asks(string member, W left, W made)
        {
            clauses.Add(member, left, "isn't well-formed", made & TPte.WellFormed(left).Not());
            Fits(member, left, made);
        }
        var always = W.Of(1);
        Asks("mk_pte", TPte.Leaf(p), always);
        foreach (var (helper, left) in Helpers.All<TPte, W>(p, protection))
            Asks(helper, left, always);
        Asks("ptep_set_access_flags", TPte.Merge(p, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p)))), always);
        Asks("pmd_mkhuge", TPte.MakeHuge(p), always);
        Fits("the TLB's copy", TTlb.Cached(p), always);
        foreach (var access in Accesses.All)
        {
            var update = TDirty.Commit(p, access);
            Asks($"hardware's update for a {access}", update.Entry, update.Fault.Not());
            Asks($"the fault handler, {access}", TDirty.Handled(p, access), always);
        }
    }
}
