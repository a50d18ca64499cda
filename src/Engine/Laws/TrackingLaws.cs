namespace Emulator.Engine.Laws;

/// <summary>The laws of the entry helpers together with hardware and the fault handler.</summary>
internal sealed class CleanedIsDirtiedAgain()
    : Law("L8", "after cleaning, a store that hardware lets through makes the entry dirty")
{
    public override string Bug =>
        "after cleaning, hardware takes stores without setting dirty again: every later write is lost (arm64 in 2017)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkclean", TPte.MakeClean(p)),
        .. Accesses.Writes.Select(a => ($"hardware update for {a}", TDirty.Commit(TPte.MakeClean(p), a).Entry))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var broken = W.Of(0);
        foreach (var write in Accesses.Writes)
        {
            var stored = TDirty.Commit(TPte.MakeClean(p), write);
            broken |= stored.Fault.Not() & TPte.Dirty(stored.Entry).Not();
        }
        return broken;
    }
}

internal sealed class DirtyWritableIsStorable()
    : Law("L9", "an entry left dirty and writable that user code can read takes user stores")
{
    public override string Bug =>
        "an endless fault: software says dirty and writable, hardware refuses the store (arm64 before 6.7)";

    public override Second Second => Second.Protection;

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("pte_mkdirty", TPte.MakeDirty(p)), ("pte_mkwrite", TPte.MakeWritable(p)), ("pte_modify", TPte.Modify(p, q))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        static W Stuck(W left) => TPte.Dirty(left) & TPte.Writable(left)
            & TDirty.Walk(left, new(AccessKind.Read)).Fault.Not() & TDirty.Walk(left, new(AccessKind.Write)).Fault;
        return Stuck(TPte.MakeDirty(p)) | Stuck(TPte.MakeWritable(p)) | Stuck(TPte.MakeYoung(p))
            | Stuck(TPte.MakeOld(p)) | Stuck(TPte.Modify(p, protection))
            | Stuck(TPte.Merge(p, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p)))));
    }
}

internal sealed class WhatSufficesWasDirty() : Law("T1", "what the TLB lets a store through with was dirty in memory")
{
    public override string Bug => "a stale TLB entry takes stores that are recorded nowhere";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("in the TLB", TTlb.Cached(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var cached = TTlb.Cached(p);
        var broken = W.Of(0);
        foreach (var write in Accesses.Writes)
            broken |= W.IsZero(cached).Not() & TDirty.Suffices(cached, write) & TPte.Dirty(p).Not();
        return broken;
    }
}

internal sealed class StoresLeaveDirty()
    : Law("T2", "a walk or update that lets a store through leaves the entry dirty and keeps its frame")
{
    public override string Bug => "a store goes through, and the entry does not say so; or it goes to another frame";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [.. Accesses.Writes.SelectMany(a => new[] { ($"walk for {a}", TDirty.Walk(p, a).Entry),
        ($"hardware update for {a}", TDirty.Commit(p, a).Entry) })];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        W Lost(Outcome<W> o) => o.Fault.Not() & (TPte.Dirty(o.Entry).Not()
            | Changed(TPte.Frame(o.Entry), TPte.Frame(p)));
        var broken = W.Of(0);
        foreach (var write in Accesses.Writes)
            broken |= Lost(TDirty.Walk(p, write)) | Lost(TDirty.Commit(p, write));
        return broken;
    }
}

internal sealed class FaultsMakeHeadway()
    : Law("T3", "after a handled fault, an access that the entry grants goes through")
{
    public override string Bug => "an endless fault: the handler leaves what hardware refuses again";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("fault handler, load", TDirty.Handled(p, new(AccessKind.Read))),
        ("fault handler, store", TDirty.Handled(p, new(AccessKind.Write)))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var read = new Access(AccessKind.Read);
        var write = new Access(AccessKind.Write);
        var readable = TPte.Present(p) & TDirty.Walk(TPte.MakeYoung(p), read).Fault.Not();
        return readable & (TDirty.Walk(TDirty.Handled(p, read), read).Fault
            | TPte.Writable(p) & TDirty.Walk(TDirty.Handled(p, write), write).Fault);
    }
}

internal sealed class StoresAreGranted()
    : Law("T4", "hardware lets a store through only where software granted writing")
{
    public override string Bug =>
        "a read-only page takes stores: copy-on-write and write-protection are void (LoongArch in 6.1)";

    internal override IEnumerable<(string Helper, Pte Left)> Left<TPte, TDirty, TTlb>(Pte p, Pte q) =>
        [("in the TLB", TTlb.Cached(p))];

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var cached = TTlb.Cached(p);
        var through = W.Of(0);
        foreach (var write in Accesses.Writes)
            through |= (W.IsZero(cached).Not() & TDirty.Suffices(cached, write)) | TDirty.Walk(p, write).Fault.Not()
                | TDirty.Commit(p, write).Fault.Not();
        return through & TPte.Writable(p).Not();
    }
}
