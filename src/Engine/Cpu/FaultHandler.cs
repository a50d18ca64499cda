using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>The kernel's page fault handler, on one core.</summary>
internal sealed class FaultHandler<TPte, TDirty, TTlb>(AddressSpace<TPte> space, Core<TPte, TDirty, TTlb> core)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    /// <summary>Handles a fault: <see cref="FaultSteps{TPte, TDirty}"/>, in a row. A trap handler without the lock comes first where
    /// the architecture has one.</summary>
    /// <returns>False: nothing is mapped, the access is given up. True: it begins again.</returns>
    public bool Handle(Vpn page, Access access)
    {
        ref var counts = ref core.Mmu.Counts;
        if (space.Tables.Find(page) is not { } table)
        {
            counts.Absent++;
            return false;
        }
        Pte seen = default;
        var decision = TDirty.TrapTakesLock ? FaultDecision.Spurious : Trap(page, access, table);
        if (decision == FaultDecision.Spurious)
            decision = Decide(page, access, table, out seen);
        switch (decision)
        {
            case FaultDecision.Absent: counts.Absent++; return false;
            case FaultDecision.MkWrite: counts.MkWrite++; MkWrite(page, seen, table); return true;
            case FaultDecision.SetDirty: counts.SoftwareDirty++; return true;
            case FaultDecision.SetYoung: counts.Young++; return true;
            default: counts.Spurious++; return true;
        }
    }

    private FaultDecision Trap(Vpn page, Access access, LeafTable table)
    {
        core.Mmu.Drop(page);
        var slot = SlotOf(page, table);
        return FaultSteps<TPte, TDirty>.Trap(ref slot, access);
    }

    private FaultDecision Decide(Vpn page, Access access, LeafTable table, out Pte seen)
    {
        using var ptl = core.Take(table.Ptl);
        core.Mmu.Drop(page);
        var slot = SlotOf(page, table);
        return FaultSteps<TPte, TDirty>.Decide(ref slot, access, out seen);
    }

    // Under the driver's lock until the entry says writable; a driver without a record only makes it writable.
    private void MkWrite(Vpn page, Pte seen, LeafTable table)
    {
        using var driver = core.Take(space.Lock);
        if (space.Record is { } record && space.FindVma(page) is { } vma)
            record.Set(vma.ToPgoff(page));
        MakeWritable(page, seen, table);
    }

    private void MakeWritable(Vpn page, Pte seen, LeafTable table)
    {
        using var ptl = core.Take(table.Ptl);
        core.Mmu.Drop(page);
        var slot = SlotOf(page, table);
        _ = FaultSteps<TPte, TDirty>.MakeWritable(ref slot, seen);
    }

    private static NativeSlot SlotOf(Vpn page, LeafTable table) => new(ref table[(int)(page.Value - table.First.Value)]);
}
