using System.Runtime.CompilerServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A core's translation hardware: TLB, walk, dirty update. No kernel behind it: what it refuses is a fault.</summary>
public sealed unsafe class Mmu<TPte, TDirty, TTlb>(PageTables<TPte> tables, TlbShape shape)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private readonly Tlb _tlb = new(shape);

    /// <summary>What it has done.</summary>
    public CoreCounts Counts;

    /// <summary>What its TLB holds.</summary>
    public IEnumerable<(Vpn Page, Pte Cached)> Cached => _tlb.Filled();

    /// <summary>Whether the entry used last serves this access too: the short way for runs of accesses to one page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HitsLast(Vpn page, Access access)
    {
        ref var last = ref _tlb.Last;
        return last.Tag == page.Value + 1 && TDirty.Suffices(last.Cached, access).IsTrue;
    }

    /// <summary>Makes an access: lookup, then walk or dirty update where needed.</summary>
    /// <returns>False: it faults, and nothing in memory has changed but perhaps young.</returns>
    public bool Access(Vpn page, Access access)
    {
        ref var entry = ref _tlb.Find(page);
        if (Unsafe.IsNullRef(ref entry))
        {
            Counts.TlbMisses++;
            if (!Walk(page, access, out var found))
                return false;
            entry = ref _tlb.Fill(page, TTlb.Cached(found));
        }
        if (TDirty.Suffices(entry.Cached, access).IsTrue)
            return true;
        var wanted = TDirty.Walk(entry.Cached, access);
        return !wanted.Fault.IsTrue && UpdateDirty(page, access, ref entry);
    }

    /// <summary>Drops a page from the own TLB. x86: INVLPG.</summary>
    public void Drop(Vpn page) => _tlb.Drop(page);

    /// <summary>Drops a range of pages from the own TLB.</summary>
    public void Drop(VpnRange pages) => _tlb.Drop(pages);

    /// <summary>Drops everything from the own TLB.</summary>
    public void DropAll() => _tlb.Clear();

    // Reads the leaf; sets young where the architecture does so. Dirty is a step of its own, by what is cached.
    private bool Walk(Vpn page, Access access, out Pte found)
    {
        Counts.Walks++;
        found = default;
        var slot = tables.Slot(page);
        if (slot == null)
            return false;
        while (true)
        {
            found = new(Volatile.Read(ref *slot));
            if (TDirty.Walk(found, access).Fault.IsTrue)
                return false;
            var young = TDirty.Commit(found, access.ForWalk);
            if (young.Fault.IsTrue || young.Entry == found)
                return true;
            if (Interlocked.CompareExchange(ref *slot, young.Entry.Value, found.Value) != found.Value)
                continue;
            Counts.YoungUpdates++;
            found = young.Entry;
            return true;
        }
    }

    // The first store through an entry cached clean goes to memory and decides by what stands there then.
    private bool UpdateDirty(Vpn page, Access access, ref TlbEntry entry)
    {
        if (TDirty.Update == DirtyUpdate.None)
            throw new ArchitectureDefect("a walk lets a store through that the TLB then refuses, and hardware sets no dirty bit");
        var slot = tables.Slot(page);
        var refused = slot == null || UpdateSlot(ref *slot, access);
        if (refused && TDirty.Update != DirtyUpdate.Blind)
            return false;
        Counts.DirtyUpdates++;
        entry.Cached = TTlb.Cached(TDirty.Commit(entry.Cached, access).Entry);
        return true;
    }

    // True: memory no longer allows the store.
    private static bool UpdateSlot(ref ulong slot, Access access)
    {
        while (true)
        {
            var now = new Pte(Volatile.Read(ref slot));
            var then = TDirty.Commit(now, access);
            if (then.Fault.IsTrue && TDirty.Update is DirtyUpdate.Atomic or DirtyUpdate.ReadThenWrite)
                return true;
            if (TDirty.Update == DirtyUpdate.ReadThenWrite)
                Volatile.Write(ref slot, then.Entry.Value);
            else if (Interlocked.CompareExchange(ref slot, then.Entry.Value, now.Value) != now.Value)
                continue;
            return then.Fault.IsTrue;
        }
    }
}
