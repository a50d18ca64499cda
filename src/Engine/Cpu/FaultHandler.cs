using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>The kernel's page fault handler, on one core: the steps of <see cref="FaultSteps{TPte, TDirty}"/> in the
/// order of
/// <see cref="FaultOrder"/>.</summary>
internal sealed class FaultHandler<TPte, TDirty, TTlb>(AddressSpace<TPte> space, Core<TPte, TDirty, TTlb> core)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    /// <summary>Handles a fault.</summary>
    /// <returns>False: nothing is mapped, the access is given up. True: it begins again.</returns>
    public bool Handle(Vpn page, Access access)
    {
        if (!TryBegin(page, access, out var fault))
            return false;
        try
        {
            while (!fault.IsOver)
                Step(ref fault);
        }
        finally
        {
            fault.Unlock();   // only where a plugin threw is something held
        }
        return fault.Step == FaultStep.Again;
    }

    /// <summary>Begins to handle a fault.</summary>
    /// <returns>False: no table covers the page, the access is given up.</returns>
    public bool TryBegin(Vpn page, Access access, out Fault fault)
    {
        fault = default;
        if (space.Tables.Find(page) is not { } table)
        {
            core.Mmu.Counts.Absent++;
            return false;
        }
        fault = new(page, access, table, FaultOrder.First(TDirty.TrapTakesLock));
        return true;
    }

    /// <summary>Does the next step of a fault.</summary>
    public void Step(ref Fault fault)
    {
        Do(ref fault);
        Advance(ref fault);
    }

    /// <summary>Goes on to the step behind the one that was just done.</summary>
    public void Advance(ref Fault fault)
    {
        fault.Step = FaultOrder.After(fault.Step, fault.Decision);
        if (fault.IsOver)
            Count(fault.Decision);
    }

    private void Do(ref Fault fault)
    {
        switch (fault.Step)
        {
            case FaultStep.Trap: Trap(ref fault); break;
            case FaultStep.Lock or FaultStep.LockAgain: fault.HoldsPtl(core.Take(fault.Table.Ptl)); break;
            case FaultStep.Decide: Decide(ref fault); break;
            case FaultStep.LockDriver: fault.HoldsDriver(core.Take(space.Lock)); break;
            case FaultStep.Record: Record(fault.Page); break;
            case FaultStep.MakeWritable: MakeWritable(ref fault); break;
            case FaultStep.UnlockDriver: fault.Unlock(); break;
        }
    }

    // What isn't for the trap is left to the full fault, the own translation too.
    private void Trap(ref Fault fault)
    {
        var slot = fault.Slot<TPte>();
        fault.Decision = FaultSteps<TPte, TDirty>.Trap(ref slot, fault.Access);
        if (fault.Decision != FaultDecision.Spurious)
            core.Mmu.Drop(fault.Page);
    }

    private void Decide(ref Fault fault)
    {
        core.Mmu.Drop(fault.Page);
        var slot = fault.Slot<TPte>();
        fault.Decision = FaultSteps<TPte, TDirty>.Decide(ref slot, fault.Access, out fault.Seen);
        fault.ReleasePtl();
    }

    // A driver without a record only makes the page writable.
    private void Record(Vpn page)
    {
        if (space.Record is { } record && space.FindVma(page) is { } vma)
            record.Set(vma.ToPgoff(page));
    }

    private void MakeWritable(ref Fault fault)
    {
        core.Mmu.Drop(fault.Page);
        var slot = fault.Slot<TPte>();
        _ = FaultSteps<TPte, TDirty>.MakeWritable(ref slot, fault.Seen);
        fault.ReleasePtl();
    }

    private void Count(FaultDecision decision)
    {
        ref var counts = ref core.Mmu.Counts;
        switch (decision)
        {
            case FaultDecision.Absent: counts.Absent++; break;
            case FaultDecision.MkWrite: counts.MkWrite++; break;
            case FaultDecision.SetDirty: counts.SoftwareDirty++; break;
            case FaultDecision.SetYoung: counts.Young++; break;
            default: counts.Spurious++; break;
        }
    }
}
