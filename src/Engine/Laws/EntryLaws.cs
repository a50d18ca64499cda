namespace Emulator.Engine.Laws;

/// <summary>The laws of the entry helpers alone.</summary>
internal sealed class WriteProtectKeepsDirty() : Law("L1", "write-protecting keeps dirtiness, frame and presence")
{
    public override string Bug =>
        "a page that hardware had made dirty is clean after fork or clear_refs: reclaim drops it, its content is lost "
        + "(arm64 before 5.10, LoongArch)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_wrprotect", TPte.WriteProtect(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection) =>
        Differ(TPte.Dirty(TPte.WriteProtect(p)), TPte.Dirty(p)) | Elsewhere<TPte, W>(p, TPte.WriteProtect(p));
}

internal sealed class WriteProtectTakesWriting() : Law("L2", "a write-protected entry is not writable")
{
    public override string Bug =>
        "a write-protected page takes stores: a write gets past copy-on-write, soft-dirty tracking or the consumer";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_wrprotect", TPte.WriteProtect(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection) => TPte.Writable(TPte.WriteProtect(p));
}

internal sealed class MakeCleanCleans()
    : Law("L3", "a cleaned entry is not dirty, and keeps writability, frame and presence")
{
    public override string Bug =>
        "writeback leaves the page dirty for ever, or takes its writing away: endless I/O, or faults on a page that "
        + "is granted";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkclean", TPte.MakeClean(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var cleaned = TPte.MakeClean(p);
        return TPte.Dirty(cleaned) | Differ(TPte.Writable(cleaned), TPte.Writable(p)) | Elsewhere<TPte, W>(p, cleaned);
    }
}

internal sealed class MakeDirtyDirties()
    : Law("L4", "an entry made dirty is dirty, and keeps writability, frame and presence")
{
    public override string Bug => "a store that the fault handler let through is recorded nowhere";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkdirty", TPte.MakeDirty(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var dirtied = TPte.MakeDirty(p);
        return TPte.Dirty(dirtied).Not() | Differ(TPte.Writable(dirtied), TPte.Writable(p))
            | Elsewhere<TPte, W>(p, dirtied);
    }
}

internal sealed class MakeWritableKeepsDirty()
    : Law("L5", "an entry made writable is writable, and keeps dirtiness, frame and presence")
{
    public override string Bug =>
        "granting writing makes clean pages dirty (needless I/O), or loses a dirty bit (arm64 before 6.18)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkwrite", TPte.MakeWritable(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var granted = TPte.MakeWritable(p);
        return TPte.Writable(granted).Not() | Differ(TPte.Dirty(granted), TPte.Dirty(p))
            | Elsewhere<TPte, W>(p, granted);
    }
}

internal sealed class YoungIsItsOwn()
    : Law("L16", "an entry made young is young, one made old isn't, and both keep dirtiness, writability, frame and "
    + "presence")
{
    public override string Bug =>
        "reclaim's aging (clear_young, MADV_COLD) loses a dirty bit, and the page is dropped unwritten";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkyoung", TPte.MakeYoung(p)), ("pte_mkold", TPte.MakeOld(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q)
    {
        var (young, old) = (TPte.MakeYoung(p), TPte.MakeOld(p));
        return TPte.Young(young).Not() | TPte.Young(old) | Lost<TPte, W>(p, young) | Lost<TPte, W>(p, old);
    }

    private static W Lost<TPte, W>(W p, W left) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        Differ(TPte.Dirty(left), TPte.Dirty(p)) | Differ(TPte.Writable(left), TPte.Writable(p))
            | Elsewhere<TPte, W>(p, left);
}

internal sealed class ModifyKeepsDirty()
    : Law("L6", "changing the protection keeps dirtiness and frame and takes writing from the protection, of leaf and "
    + "of huge entries")
{
    public override string Bug =>
        "mprotect or a NUMA hint loses dirtiness: reclaim drops a page that was written (x86 pmd_modify, 6.6 to "
        + "7.3-rc3)";

    public override Second Second => Second.Protection;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_modify", TPte.Modify(p, q)), .. (TPte.Features & PteFeatures.Huge) == 0
            ? Array.Empty<(string, Pte)>()
            : [("pmd_mkhuge", TPte.MakeHuge(p)), ("pmd_modify", (TPte.Features & PteFeatures.ModifyHuge) != 0
                ? TPte.ModifyHuge(TPte.MakeHuge(p), q) : TPte.Modify(TPte.MakeHuge(p), q))]];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var broken = Lost<TPte, W>(p, TPte.Modify(p, protection))
            | (TPte.Present(p) & TPte.Present(protection)
                & Differ(TPte.Writable(TPte.Modify(p, protection)), TPte.Writable(protection)));
        if ((TPte.Features & PteFeatures.Huge) == 0)
            return broken;
        var huge = TPte.MakeHuge(p);
        return broken | Lost<TPte, W>(huge, (TPte.Features & PteFeatures.ModifyHuge) != 0
            ? TPte.ModifyHuge(huge, protection) : TPte.Modify(huge, protection));
    }

    private static W Lost<TPte, W>(W p, W changed) where TPte : struct, IPteFormat where W : struct, IWord<W> =>
        Differ(TPte.Dirty(changed), TPte.Dirty(p)) | Changed(TPte.Frame(changed), TPte.Frame(p));
}

internal sealed class SoftDirtyIsItsOwn()
    : Law("L7", "soft-dirty is set by mkdirty and mksoft_dirty, taken by clear_soft_dirty, and changed by nothing else")
{
    public override string Bug =>
        "soft-dirty tracking misses a write, or reports what nobody wrote: a checkpoint lacks a page";

    public override PteFeatures Needs => PteFeatures.SoftDirty;

    public override Second Second => Second.Protection;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [.. Helped<TPte>(p, q).Where(h => TPte.SoftDirty(h.Left).IsTrue != TPte.SoftDirty(p).IsTrue)];

    /// <summary>What the helpers make of an entry.</summary>
    internal static IEnumerable<(string Helper, Pte Left)> Helped<TPte>(Pte p, Pte q) where TPte : struct, IPteFormat =>
    [
        ("pte_wrprotect", TPte.WriteProtect(p)), ("pte_mkclean", TPte.MakeClean(p)), ("pte_mkdirty", TPte.MakeDirty(p)),
        ("pte_mkwrite", TPte.MakeWritable(p)), ("pte_mkyoung", TPte.MakeYoung(p)), ("pte_mkold", TPte.MakeOld(p)),
        ("pte_modify", TPte.Modify(p, q)), ("pte_mksoft_dirty", TPte.MakeSoftDirty(p)),
        ("pte_clear_soft_dirty", TPte.ClearSoftDirty(p)), ("made PROT_NONE", TPte.MakeProtNone(p)),
    ];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var soft = TPte.SoftDirty(p);
        W Changes(W helped) => Differ(TPte.SoftDirty(helped), soft);
        return TPte.SoftDirty(TPte.MakeDirty(p)).Not() | TPte.SoftDirty(TPte.MakeSoftDirty(p)).Not()
            | TPte.SoftDirty(TPte.ClearSoftDirty(p))
            | Changes(TPte.WriteProtect(p)) | Changes(TPte.MakeClean(p)) | Changes(TPte.MakeWritable(p))
            | Changes(TPte.MakeYoung(p)) | Changes(TPte.MakeOld(p)) | Changes(TPte.Modify(p, protection));
    }
}

internal sealed class HelpersKeepWellFormed()
    : Law("WF", "leaf entries, helpers, handlers and hardware updates keep to well-formed entries")
{
    public override string Bug => "an entry comes to be that the other helpers do not expect";

    public override Second Second => Second.Protection;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [.. SoftDirtyIsItsOwn.Helped<TPte>(p, q).Append(("mk_pte", TPte.Leaf(p)))
        .Append(("ptep_set_access_flags", TPte.Merge(p, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p))))))
        .Concat(Accesses.All.Select(a => ($"fault handler, {a}", TDirty.Handled(p, a))))
        .Where(h => !TPte.WellFormed(h.Item2).IsTrue)];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        static W Ill(W word) => TPte.WellFormed(word).Not();
        static W IllUpdate(Outcome<W> o) => o.Fault.Not() & Ill(o.Entry);
        var granted = TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p)));
        var broken = Ill(TPte.Leaf(p)) | Ill(TPte.WriteProtect(p)) | Ill(TPte.MakeClean(p)) | Ill(TPte.MakeDirty(p))
            | Ill(TPte.MakeWritable(p)) | Ill(TPte.MakeYoung(p)) | Ill(TPte.MakeOld(p))
            | Ill(TPte.Modify(p, protection)) | Ill(TPte.Merge(p, granted)) | Ill(TPte.MakeSoftDirty(p))
            | Ill(TPte.ClearSoftDirty(p)) | Ill(TPte.MakeProtNone(p))
            | Ill(TPte.MakeHuge(p));
        foreach (var access in Accesses.All)
            broken |= IllUpdate(TDirty.Commit(p, access)) | Ill(TDirty.Handled(p, access));
        return broken;
    }
}
