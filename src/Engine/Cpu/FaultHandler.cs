using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>The kernel's page fault handler, on one core. Linux: <c>handle_pte_fault</c> and <c>do_wp_page</c>, for shared mappings.</summary>
internal sealed class FaultHandler<TPte, TDirty, TTlb>(AddressSpace<TPte> space, Core<TPte, TDirty, TTlb> core)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    /// <summary>Decides under the page-table lock, in this order: absent; a store not granted (<c>mkwrite</c>); young or
    /// dirty to be set by software; spurious.</summary>
    /// <returns>False: nothing is mapped, the access is given up. True: it begins again.</returns>
    public bool Handle(Vpn page, Access access)
    {
        ref var counts = ref core.Mmu.Counts;
        if (space.Tables.Find(page) is not { } table)
            return GiveUp(ref counts);
        var (present, granted, pte) = Decide(page, access, table, ref counts);
        if (!present)
            return GiveUp(ref counts);
        if (!granted)
            MkWrite(page, pte, table, ref counts);
        return true;
    }

    private (bool Present, bool Granted, Pte Seen) Decide(Vpn page, Access access, LeafTable table, ref CoreCounts counts)
    {
        using var ptl = core.Take(table.Ptl);
        ref var slot = ref table[(int)(page.Value - table.First.Value)];
        var pte = new Pte(Volatile.Read(ref slot));
        core.Mmu.Drop(page);
        var present = TPte.Present(pte).IsTrue;
        var granted = !access.IsWrite || TPte.Writable(pte).IsTrue;
        if (present && granted)
            SetYoungOrDirty(ref slot, pte, access, ref counts);
        return (present, granted, pte);
    }

    private static bool GiveUp(ref CoreCounts counts)
    {
        counts.Absent++;
        return false;
    }

    private static void SetYoungOrDirty(ref ulong slot, Pte pte, Access access, ref CoreCounts counts)
    {
        var handled = TDirty.Handled(pte, access);
        if (handled == pte)
        {
            counts.Spurious++;
            return;
        }
        Merge(ref slot, handled);
        if ((TPte.Dirty(handled) & TPte.Dirty(pte).Not()).IsTrue)
            counts.SoftwareDirty++;
        else
            counts.Young++;
    }

    // Under the driver's lock until the entry says writable; a driver without a record only makes it writable.
    private void MkWrite(Vpn page, Pte seen, LeafTable table, ref CoreCounts counts)
    {
        counts.MkWrite++;
        using var driver = core.Take(space.Lock);
        if (space.Record is { } record && space.FindVma(page) is { } vma)
            record.Set(vma.ToPgoff(page));
        MakeWritable(page, seen, table);
    }

    // The tail of a write fault. Linux: wp_page_reuse.
    private void MakeWritable(Vpn page, Pte seen, LeafTable table)
    {
        using var ptl = core.Take(table.Ptl);
        ref var slot = ref table[(int)(page.Value - table.First.Value)];
        var pte = new Pte(Volatile.Read(ref slot));
        if (pte == seen && TPte.Present(pte).IsTrue)
            Merge(ref slot, TPte.MakeWritable(TPte.MakeDirty(TPte.MakeYoung(pte))));
        core.Mmu.Drop(page);
    }

    // ptep_set_access_flags
    private static void Merge(ref ulong slot, Pte wanted)
    {
        ulong now;
        do
            now = Volatile.Read(ref slot);
        while (Interlocked.CompareExchange(ref slot, TPte.Merge(new Pte(now), wanted).Value, now) != now);
    }
}
