using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>The kernel's page fault handler, on one core: the steps of <see cref="FaultSteps{TPte, TDirty}"/> in the order of
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
        if (space.Tables.Find(page) is not { } table)
        {
            core.Mmu.Counts.Absent++;
            return false;
        }
        var fault = new Fault(page, access, table);
        try
        {
            while (fault.Step is not (FaultStep.Again or FaultStep.GivenUp))
            {
                Do(ref fault);
                fault.Step = FaultOrder.After(fault.Step, fault.Decision);
            }
        }
        finally
        {
            fault.Unlock();   // only where a plugin threw is something held
        }
        Count(fault.Decision);
        return fault.Step == FaultStep.Again;
    }

    /// <summary>A fault that is being handled.</summary>
    private struct Fault(Vpn page, Access access, LeafTable table)
    {
        private KernelLock? _ptl, _driver;
        public FaultStep Step = FaultOrder.First(TDirty.TrapTakesLock);
        public FaultDecision Decision = FaultDecision.Spurious;
        public Pte Seen;

        public readonly Vpn Page => page;

        public readonly Access Access => access;

        public readonly LeafTable Table => table;

        public void TakePtl(Core<TPte, TDirty, TTlb> core) => _ptl = core.Take(table.Ptl);

        public void TakeDriver(Core<TPte, TDirty, TTlb> core, KernelLock driver) => _driver = core.Take(driver);

        public void ReleasePtl()
        {
            _ptl?.Exit();
            _ptl = null;
        }

        public void Unlock()
        {
            ReleasePtl();
            _driver?.Exit();
            _driver = null;
        }
    }

    private void Do(ref Fault fault)
    {
        switch (fault.Step)
        {
            case FaultStep.Trap: Trap(ref fault); break;
            case FaultStep.Lock or FaultStep.LockAgain: fault.TakePtl(core); break;
            case FaultStep.Decide: Decide(ref fault); break;
            case FaultStep.LockDriver: fault.TakeDriver(core, space.Lock); break;
            case FaultStep.Record: Record(fault.Page); break;
            case FaultStep.MakeWritable: MakeWritable(ref fault); break;
            case FaultStep.UnlockDriver: fault.Unlock(); break;
        }
    }

    private void Trap(ref Fault fault)
    {
        core.Mmu.Drop(fault.Page);
        var slot = SlotOf(fault);
        fault.Decision = FaultSteps<TPte, TDirty>.Trap(ref slot, fault.Access);
    }

    private void Decide(ref Fault fault)
    {
        core.Mmu.Drop(fault.Page);
        var slot = SlotOf(fault);
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
        var slot = SlotOf(fault);
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

    private static NativeSlot SlotOf(in Fault fault) =>
        new(ref fault.Table[(int)(fault.Page.Value - fault.Table.First.Value)]);
}
