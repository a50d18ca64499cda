using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A core's translation hardware: TLB, walk, dirty update. No kernel behind it: what it refuses is a
/// fault.</summary>
public sealed class Mmu<TPte, TDirty, TTlb>(PageTables<TPte> tables, TlbShape shape)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    // Lookup, walk, lookup, update, lookup.
    private const int MostStages = 5;
    private readonly Tlb _tlb = new(shape);

    /// <summary>What it has done.</summary>
    public CoreCounts Counts;

    /// <summary>What its TLB holds.</summary>
    public IEnumerable<(Vpn Page, Pte Cached)> Cached => _tlb.Filled();

    /// <summary>Whether the entry used last serves this access too: the short way for runs of accesses to one
    /// page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HitsLast(Vpn page, Access access)
    {
        ref var last = ref _tlb.Last;
        return last.Tag == page.Value + 1 && TDirty.Suffices(last.Cached, access).IsTrue;
    }

    /// <summary>Makes an access: one stage after the other, nobody in between on this core.</summary>
    /// <returns>False: it faults, and nothing in memory has changed but perhaps young.</returns>
    public bool Access(Vpn page, Access access)
    {
        var stage = Lookup(page, access);
        for (var stages = 1; stage < AccessStage.Fault; stages++)
            stage = stages < MostStages ? Step(stage, page, access) : throw Endless(page, access);
        return stage == AccessStage.Perform;
    }

    /// <summary>Does one stage of an access.</summary>
    /// <returns>The stage that comes next.</returns>
    internal AccessStage Step(AccessStage stage, Vpn page, Access access) => stage switch
    {
        AccessStage.Lookup => Lookup(page, access),
        AccessStage.Walk => Walk(page, access),
        AccessStage.Update => UpdateDirty(page, access),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "the MMU has no part in it"),
    };

    /// <summary>Drops a page from the own TLB. x86: INVLPG.</summary>
    public void Drop(Vpn page) => _tlb.Drop(page);

    /// <summary>Drops a range of pages from the own TLB.</summary>
    public void Drop(VpnRange pages) => _tlb.Drop(pages);

    /// <summary>Drops everything from the own TLB.</summary>
    public void DropAll() => _tlb.Clear();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private AccessStage Lookup(Vpn page, Access access)
    {
        ref var entry = ref _tlb.Find(page);
        if (!Unsafe.IsNullRef(ref entry))
            return Translation<TPte, TDirty, TTlb>.Hit(entry.Cached, access);
        Counts.TlbMisses++;
        return AccessStage.Walk;
    }

    private AccessStage Walk(Vpn page, Access access)
    {
        Counts.Walks++;
        var slot = tables.Slot(page);
        if (!slot.Exists)
            return AccessStage.Fault;
        if (!Translation<TPte, TDirty, TTlb>.Walk(ref slot, access, out var found, out var madeYoung))
        {
            if (Translation<TPte, TDirty, TTlb>.KeepsRefusal(found))
                _tlb.Fill(page, TTlb.Cached(found));
            return AccessStage.Fault;
        }
        Counts.YoungUpdates += madeYoung ? 1UL : 0;
        _tlb.Fill(page, TTlb.Cached(found));
        return AccessStage.Lookup;
    }

    // What was dropped since it was looked up is looked up again.
    private AccessStage UpdateDirty(Vpn page, Access access)
    {
        ref var entry = ref _tlb.Find(page);
        if (Unsafe.IsNullRef(ref entry))
            return AccessStage.Lookup;
        var slot = tables.Slot(page);
        if (!slot.Exists)
            return AccessStage.Fault;
        if (!Translation<TPte, TDirty, TTlb>.Update(ref slot, access))
            return AccessStage.Fault;
        Counts.DirtyUpdates++;
        entry.Cached = Translation<TPte, TDirty, TTlb>.Updated(entry.Cached, access);
        return AccessStage.Lookup;
    }

    private static ArchitectureDefect Endless(Vpn page, Access access) => new(
        $"a {access.Kind} of page 0x{page.Value:x} updates dirty for ever: the TLB's copy refuses it all the same");
}
