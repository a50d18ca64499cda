using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A load or a store on a real core that a test stops between any two of its steps: the MMU's own stages, then
/// its fault handler's own steps.</summary>
internal sealed class SteppedAccess<TPte, TDirty, TTlb>(RealThread<TPte, TDirty, TTlb> thread, Vpn page, Access access)
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private readonly Core<TPte, TDirty, TTlb> _core = thread.Core;
    private AccessStage _stage = AccessStage.Lookup;
    private Fault _fault;
    private Pte? _later;
    private bool _isUpdating, _wasLate, _hasRead;

    private static bool IsTorn => (TPte.NotAtomic & PteHelpers.SetAccessFlags) != 0;

    public Vpn Page => page;

    public bool IsStore => access.IsWrite;

    public bool IsOver => _stage == AccessStage.Perform || _wasLate || _fault.Step == FaultStep.GivenUp;

    /// <summary>Whether it is inside what a real core does in one: nobody may come in between.</summary>
    public bool IsInside => _isUpdating;

    public RealOp Next => _stage switch
    {
        AccessStage.Lookup => RealOp.LookUp,
        AccessStage.Walk => RealOp.Walk,
        AccessStage.Update when _isUpdating => RealOp.EndUpdate,
        AccessStage.Update when TDirty.Update is DirtyUpdate.ReadThenWrite or DirtyUpdate.Late => RealOp.BeginUpdate,
        AccessStage.Update => RealOp.UpdateDirty,
        AccessStage.Fault => NextInFault,
        _ => RealOp.Over,
    };

    private RealOp NextInFault => _fault.Step switch
    {
        FaultStep.Trap => RealOp.Trap,
        FaultStep.Lock => RealOp.Lock,
        FaultStep.Decide => _later is null ? RealOp.Decide : RealOp.StoreDecided,
        FaultStep.LockDriver => RealOp.LockDriver,
        FaultStep.Record => RealOp.Record,
        FaultStep.LockAgain => RealOp.LockAgain,
        FaultStep.MakeWritable => IsTorn && !_hasRead ? RealOp.ReadToMakeWritable : RealOp.MakeWritable,
        FaultStep.UnlockDriver => RealOp.UnlockDriver,
        _ => RealOp.Over,
    };

    /// <summary>Does what is next.</summary>
    public void Do()
    {
        if (_stage == AccessStage.Fault)
            DoInFault();
        else
            DoInMmu();
        if (_stage == AccessStage.Fault && _fault.Table is null && !_core.Faults.TryBegin(page, access, out _fault))
            throw new Difference($"no table covers page 0x{page.Value:x}");
    }

    private void DoInMmu()
    {
        if (Next == RealOp.BeginUpdate)
        {
            BeginUpdate();
            return;
        }
        _wasLate = _isUpdating && TDirty.Update == DirtyUpdate.Late;
        _isUpdating = false;
        _stage = _core.Mmu.Step(_stage, page, access);
    }

    // Whether there is an update at all: what a real core sees when it makes it, at once.
    private void BeginUpdate()
    {
        if (!thread.IsCached(page))
            _stage = AccessStage.Lookup;
        else if (Translation<TPte, TDirty, TTlb>.Decide(thread.Space.Tables.Get(page), access, out _))
            _isUpdating = true;
        else
            _stage = AccessStage.Fault;
    }

    private void DoInFault()
    {
        switch (Next)
        {
            case RealOp.Lock or RealOp.LockAgain: StepTo(_fault.Table.Ptl); break;
            case RealOp.LockDriver: StepTo(thread.Space.Lock); break;
            case RealOp.Decide when IsTorn: DecideToStore(); break;
            case RealOp.ReadToMakeWritable: ReadToMakeWritable(); break;
            case RealOp.StoreDecided or RealOp.MakeWritable when IsTorn: StoreLater(); break;
            default: _core.Faults.Step(ref _fault); break;
        }
        if (_fault.Step != FaultStep.Again)
            return;
        (_fault, _stage) = (default, AccessStage.Lookup);
    }

    // A core would wait for it.
    private void StepTo(KernelLock held)
    {
        thread.ExpectFree(held);
        _core.Faults.Step(ref _fault);
    }

    private void DecideToStore()
    {
        _core.Mmu.Drop(page);
        var slot = Deferring();
        _fault.Decision = FaultSteps<TPte, TDirty>.Decide(ref slot, access, out _fault.Seen);
        _later = slot.Later;
        if (_later is not null)
            return;
        _fault.ReleasePtl();
        _core.Faults.Advance(ref _fault);
    }

    private void ReadToMakeWritable()
    {
        var slot = Deferring();
        _ = FaultSteps<TPte, TDirty>.MakeWritable(ref slot, _fault.Seen);
        (_later, _hasRead) = (slot.Later, true);
    }

    private void StoreLater()
    {
        if (_later is { } pte)
            _fault.Slot<TPte>().Write(pte);
        _core.Mmu.Drop(page);
        _fault.ReleasePtl();
        (_later, _hasRead) = (null, false);
        _core.Faults.Advance(ref _fault);
    }

    private DeferringSlot<TPte> Deferring() => new(thread.SlotOf(page));
}
