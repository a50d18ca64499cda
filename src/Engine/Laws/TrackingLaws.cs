using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Laws;

/// <summary>The laws of the entry helpers together with hardware and the fault handler.</summary>
internal sealed class CleanedIsDirtiedAgain()
    : Law("L8", "after cleaning, a store that hardware lets through makes the entry dirty")
{
    public override string Bug =>
        "after cleaning, hardware takes stores without setting dirty again: every later write is lost (arm64 in 2017)";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override IReadOnlyList<string> RestsOn => [.. Foundations, "L3", "T2"];

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var cleaned = TPte.MakeClean(p);
        foreach (var write in Accesses.Writes)
        {
            var stored = TDirty.Commit(cleaned, write);
            clauses.Add("pte_mkclean", cleaned, $"lets hardware take a {write} that leaves it clean",
                stored.Fault.Not() & TPte.Dirty(stored.Entry).Not());
        }
    }
}

internal sealed class DirtyWritableIsStorable()
    : Law("L9", "an entry left dirty and writable that user code can read takes user stores")
{
    public override string Bug =>
        "an endless fault: software says dirty and writable, hardware refuses the store (arm64 before 6.7)";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override Second Second => Second.Protection;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W protection)
    {
        void Asks(string helper, W left) => clauses.Add(helper, left,
            "is dirty, writable and readable, and refuses a user store", TPte.Dirty(left) & TPte.Writable(left)
            & TDirty.Walk(left, new(AccessKind.Read)).Fault.Not() & TDirty.Walk(left, new(AccessKind.Write)).Fault);
        Asks("pte_mkdirty", TPte.MakeDirty(p));
        Asks("pte_mkwrite", TPte.MakeWritable(p));
        Asks("pte_mkyoung", TPte.MakeYoung(p));
        Asks("pte_mkold", TPte.MakeOld(p));
        Asks("pte_modify", TPte.Modify(p, protection));
        Asks("ptep_set_access_flags", TPte.Merge(p, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(p)))));
    }
}

internal sealed class WhatSufficesWasDirty() : Law("T1", "what the TLB lets a store through with was dirty in memory")
{
    public override string Bug => "a stale TLB entry takes stores that are recorded nowhere";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var cached = TTlb.Cached(p);
        foreach (var write in Accesses.Writes)
            clauses.Add("in the TLB", cached, $"lets a {write} through though memory is clean",
                W.IsZero(cached).Not() & TDirty.Suffices(cached, write) & TPte.Dirty(p).Not());
    }
}

internal sealed class StoresLeaveDirty()
    : Law("T2", "a walk or update that lets a store through leaves the entry dirty and keeps its frame")
{
    public override string Bug => "a store goes through, and the entry does not say so; or it goes to another frame";

    public override PteFeatures Needs => FormatNeeds.DirtyBit;

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        void Asks(string member, Outcome<W> outcome)
        {
            var through = outcome.Fault.Not();
            clauses.Add(member, outcome.Entry, "is clean after the store", through & TPte.Dirty(outcome.Entry).Not());
            clauses.Add(member, outcome.Entry, "maps another frame",
                through & Changed(TPte.Frame(outcome.Entry), TPte.Frame(p)));
        }
        foreach (var write in Accesses.Writes)
        {
            Asks($"the walk for a {write}", TDirty.Walk(p, write));
            Asks($"hardware's update for a {write}", TDirty.Commit(p, write));
        }
    }
}

internal sealed class FaultsMakeHeadway()
    : Law("T3", "after a handled fault, an access that the entry grants goes through; where nobody handles faults, it "
    + "goes through at once; a leaf that was old is young after a load")
{
    public override string Bug =>
        "an endless fault: the handler leaves what hardware refuses again; or a page in use looks idle to reclaim";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var (read, write) = (new Access(AccessKind.Read), new Access(AccessKind.Write));
        var readable = TPte.Present(p) & TDirty.Walk(TPte.MakeYoung(p), read).Fault.Not();
        void Asks(Access access, W granted)
        {
            var left = TDirty.FaultIsFinal(access) ? p : TDirty.Handled(p, access);
            clauses.Add(TDirty.FaultIsFinal(access) ? "unhandled" : $"the fault handler, {access}", left,
                "is refused again", granted & TDirty.Walk(left, access).Fault);
        }
        Asks(read, readable);
        Asks(write, readable & TPte.Writable(p));
        if (FormatNeeds.Lacking(TPte.Features, FormatNeeds.AccessedBit) == 0)
            clauses.Add("the walk or the fault handler", Loaded<TPte, TDirty, W>(p),
                "leaves a leaf old after a load", TPte.Young(Loaded<TPte, TDirty, W>(p)).Not());
    }

    // What a load leaves of a leaf that was made old.
    private static W Loaded<TPte, TDirty, W>(W frame) where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking where W : struct, IWord<W>
    {
        var (read, old) = (new Access(AccessKind.Read), TPte.MakeOld(TPte.Leaf(frame)));
        var walked = TDirty.Walk(old, read);
        return walked.Fault.Choose(TDirty.Walk(TDirty.Handled(old, read), read).Entry, walked.Entry);
    }
}

internal sealed class StoresAreGranted()
    : Law("T4", "hardware lets a store through only where software granted writing")
{
    public override string Bug =>
        "a read-only page takes stores: copy-on-write and write-protection are void (LoongArch in 6.1)";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var (cached, refused) = (TTlb.Cached(p), TPte.Writable(p).Not());
        foreach (var write in Accesses.Writes)
        {
            clauses.Add("in the TLB", cached, $"lets a {write} through",
                refused & W.IsZero(cached).Not() & TDirty.Suffices(cached, write));
            clauses.Add("the walk", p, $"lets a {write} through", refused & TDirty.Walk(p, write).Fault.Not());
            clauses.Add("hardware's update", p, $"lets a {write} through",
                refused & TDirty.Commit(p, write).Fault.Not());
        }
    }
}

internal sealed class TlbGrantsNoMore()
    : Law("T5", "the TLB lets through only what a walk would let through, to the same frame, and holds what a walk "
    + "lets through")
{
    public override string Bug => "a core goes on through what its walker would refuse, or to another page";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        var cached = TTlb.Cached(p);
        var isCached = W.IsZero(cached).Not();
        foreach (var access in Accesses.All)
        {
            var served = isCached & TDirty.Suffices(cached, access);
            clauses.Add("in the TLB", cached, $"serves a {access} that a walk refuses",
                served & TDirty.Walk(p, access).Fault);
            clauses.Add("in the TLB", cached, $"serves a {access} to another frame",
                served & Changed(TPte.Frame(cached), TPte.Frame(p)));
            clauses.Add("in the TLB", cached, $"holds nothing of what a walk lets a {access} through with",
                TDirty.Walk(p, access).Fault.Not() & W.IsZero(TTlb.Cached(TDirty.Walk(p, access).Entry)));
        }
    }
}

internal sealed class WalksKeepTheRest()
    : Law("T6", "a walk or update sets young and dirty and changes nothing else that software asks about")
{
    public override string Bug => "a load leaves a page dirty, read-only, or another's: needless I/O, or a lost page";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        foreach (var access in Accesses.All)
        {
            Asks($"the walk for a {access}", TDirty.Walk(p, access), access.IsWrite);
            Asks($"hardware's update for a {access}", TDirty.Commit(p, access), access.IsWrite);
        }

        void Asks(string member, Outcome<W> outcome, bool isStore)
        {
            var (through, kept) = (outcome.Fault.Not(), new Clauses<W>());
            Keeps<TPte, W>(kept, member, p, outcome.Entry,
                Kept.Writable | Kept.Place | (isStore ? 0 : Kept.Dirty));
            clauses.AddWhere(through, kept);
            clauses.Add(member, outcome.Entry, "takes dirtiness",
                through & TPte.Dirty(p) & TPte.Dirty(outcome.Entry).Not());
            clauses.Add(member, outcome.Entry, "takes the accessed bit",
                through & TPte.Young(p) & TPte.Young(outcome.Entry).Not());
        }
    }
}

internal sealed class HandlersKeepTheRest()
    : Law("T7", "the fault handler sets young and dirty and changes nothing else that software asks about")
{
    public override string Bug => "a fault takes writing or dirtiness away, or maps another page";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        foreach (var access in Accesses.All)
        {
            var handled = TDirty.Handled(p, access);
            var (asked, kept) = (TPte.Present(p) & (access.IsWrite ? TPte.Writable(p) : W.Of(1)), new Clauses<W>());
            Keeps<TPte, W>(kept, $"the fault handler, {access}", p, handled,
                Kept.Writable | Kept.Place | (access.IsWrite ? 0 : Kept.Dirty));
            clauses.AddWhere(asked, kept);
            clauses.Add($"the fault handler, {access}", handled, "takes dirtiness",
                asked & TPte.Dirty(p) & TPte.Dirty(handled).Not());
        }
    }
}

internal sealed class UpdateIsAsDeclared()
    : Law("T8", "hardware that is said to set no dirty bit sets none; what is said to set one does, in a fresh "
    + "writable entry that is stored to")
{
    public override string Bug => "none: Update says that software sets dirty, and hardware does; or the reverse";

    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
        if (TDirty.Update != DirtyUpdate.None)
        {
            var fresh = TDirty.Commit(TPte.MakeWritable(TPte.Leaf(TPte.Frame(p))), new(AccessKind.Write));
            clauses.Add("hardware's update for a store", fresh.Entry, "doesn't make a fresh writable entry dirty, and "
                + $"Update is {TDirty.Update}", (fresh.Fault.Not() & TPte.Dirty(fresh.Entry)).Not());
            return;
        }
        foreach (var access in Accesses.All)
        {
            var update = TDirty.Commit(p, access);
            clauses.Add($"hardware's update for a {access}", update.Entry, "makes it dirty",
                update.Fault.Not() & TPte.Dirty(p).Not() & TPte.Dirty(update.Entry));
        }
    }
}
