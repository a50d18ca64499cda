using Emulator.Engine.Memory;

namespace Emulator.Engine.Cpu;

/// <summary>A fault that is being handled on a core.</summary>
/// <param name="page">The page.</param>
/// <param name="access">The access that faulted.</param>
/// <param name="table">The leaf table that covers the page.</param>
/// <param name="first">What it begins with.</param>
internal struct Fault(Vpn page, Access access, LeafTable table, FaultStep first)
{
    private KernelLock? _ptl, _driver;

    /// <summary>What comes next.</summary>
    public FaultStep Step = first;

    /// <summary>What it has come to so far.</summary>
    public FaultDecision Decision = FaultDecision.Spurious;

    /// <summary>The entry as it was when the fault decided.</summary>
    public Pte Seen;

    public readonly Vpn Page => page;

    public readonly Access Access => access;

    public readonly LeafTable Table => table;

    public readonly bool IsOver => Step is FaultStep.Again or FaultStep.GivenUp;

    /// <summary>The entry in memory.</summary>
    public readonly NativeSlot<TPte> Slot<TPte>() where TPte : struct, IPteFormat => table.SlotOf<TPte>(page);

    /// <summary>Notes that the page-table lock is held for it.</summary>
    public void HoldsPtl(KernelLock taken) => _ptl = taken;

    /// <summary>Notes that the driver's lock is held for it.</summary>
    public void HoldsDriver(KernelLock taken) => _driver = taken;

    public void ReleasePtl()
    {
        _ptl?.Exit();
        _ptl = null;
    }

    /// <summary>Releases all that is held for it.</summary>
    public void Unlock()
    {
        ReleasePtl();
        _driver?.Exit();
        _driver = null;
    }
}
