namespace Emulator.Engine.Laws;

/// <summary>The laws of the entry helpers together with hardware and the fault handler.</summary>
internal sealed class CleanedIsDirtiedAgain() : Law("L8", "after cleaning, a store that hardware lets through makes the entry dirty")
{
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

internal sealed class DirtyWritableIsStorable() : Law("L9", "an entry left dirty and writable that user code can read takes user stores")
{
    public override bool HasProtection => true;

    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        static W Stuck(W left) => TPte.Dirty(left) & TPte.Writable(left)
            & TDirty.Walk(left, new(AccessKind.Read)).Fault.Not() & TDirty.Walk(left, new(AccessKind.Write)).Fault;
        return Stuck(TPte.MakeDirty(p)) | Stuck(TPte.MakeWritable(p)) | Stuck(TPte.MakeYoung(p)) | Stuck(TPte.MakeOld(p))
            | Stuck(TPte.Modify(p, protection)) | Stuck(TPte.Merge(p, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p)))));
    }
}

internal sealed class WhatSufficesWasDirty() : Law("T1", "what the TLB lets a store through with was dirty in memory")
{
    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var cached = TTlb.Cached(p);
        var broken = W.Of(0);
        foreach (var write in Accesses.Writes)
            broken |= W.IsZero(cached).Not() & TDirty.Suffices(cached, write) & TPte.Dirty(p).Not();
        return broken;
    }
}

internal sealed class StoresLeaveDirty() : Law("T2", "a walk or update that lets a store through leaves the entry dirty and keeps its frame")
{
    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        W Lost(Outcome<W> o) => o.Fault.Not() & (TPte.Dirty(o.Entry).Not() | Changed(TPte.Frame(o.Entry), TPte.Frame(p)));
        var broken = W.Of(0);
        foreach (var write in Accesses.Writes)
            broken |= Lost(TDirty.Walk(p, write)) | Lost(TDirty.Commit(p, write));
        return broken;
    }
}

internal sealed class FaultsMakeHeadway() : Law("T3", "after a handled fault, an access that the entry grants goes through")
{
    public override W Broken<TPte, TDirty, TTlb, W>(W p, W protection)
    {
        var read = new Access(AccessKind.Read);
        var write = new Access(AccessKind.Write);
        var readable = TPte.Present(p) & TDirty.Walk(TPte.MakeYoung(p), read).Fault.Not();
        return readable & (TDirty.Walk(TDirty.Handled(p, read), read).Fault
            | TPte.Writable(p) & TDirty.Walk(TDirty.Handled(p, write), write).Fault);
    }
}
