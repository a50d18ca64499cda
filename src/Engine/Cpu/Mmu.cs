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
        return Translation<TPte, TDirty, TTlb>.Hit(entry.Cached, access) switch
        {
            AccessStage.Perform => true,
            AccessStage.Update => UpdateDirty(page, access, ref entry),
            _ => false,
        };
    }

    /// <summary>Drops a page from the own TLB. x86: INVLPG.</summary>
    public void Drop(Vpn page) => _tlb.Drop(page);

    /// <summary>Drops a range of pages from the own TLB.</summary>
    public void Drop(VpnRange pages) => _tlb.Drop(pages);

    /// <summary>Drops everything from the own TLB.</summary>
    public void DropAll() => _tlb.Clear();

    private bool Walk(Vpn page, Access access, out Pte found)
    {
        Counts.Walks++;
        found = default;
        var address = tables.Slot(page);
        if (address == null)
            return false;
        var slot = new NativeSlot(ref *address);
        if (!Translation<TPte, TDirty, TTlb>.Walk(ref slot, access, out found, out var madeYoung))
            return false;
        Counts.YoungUpdates += madeYoung ? 1UL : 0;
        return true;
    }

    private bool UpdateDirty(Vpn page, Access access, ref TlbEntry entry)
    {
        var address = tables.Slot(page);
        if (address == null)
            return false;
        var slot = new NativeSlot(ref *address);
        if (!Translation<TPte, TDirty, TTlb>.Update(ref slot, access))
            return false;
        Counts.DirtyUpdates++;
        entry.Cached = Translation<TPte, TDirty, TTlb>.Updated(entry.Cached, access);
        return true;
    }
}
