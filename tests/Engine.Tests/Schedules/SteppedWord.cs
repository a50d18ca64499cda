using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>A statement of kernel code that is neither an access nor a pass, operation by operation on real
/// cores.</summary>
internal sealed class SteppedWord<TPte, TDirty, TTlb>
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private readonly RealThread<TPte, TDirty, TTlb> _thread;
    private readonly RealMachine<TPte, TDirty, TTlb> _machine;
    private readonly Statement _statement;
    private readonly Queue<RealOp> _left;
    private Pte? _later;

    public SteppedWord(
        RealThread<TPte, TDirty, TTlb> thread, RealMachine<TPte, TDirty, TTlb> machine, Statement statement)
    {
        (_thread, _machine, _statement) = (thread, machine, statement);
        _left = new(statement switch
        {
            Flush or FlushAll or FlushIssue when TTlb.Reach == FlushReach.BeforeUnlock => [RealOp.FindNothing],
            Flush or FlushAll => [RealOp.Issue, RealOp.Complete],
            FlushIssue => [RealOp.Issue],
            FlushComplete => [RealOp.Complete],
            FlushLocal => [RealOp.Drop],
            DriverLock { Takes: true } => [RealOp.TakeDriverLock],
            DriverLock => [RealOp.ReleaseDriverLock],
            _ when IsTorn => [RealOp.LockAgain, RealOp.ReadToMakeWritable, RealOp.MakeWritable],
            _ => [RealOp.LockAgain, RealOp.MakeWritable],
        });
    }

    private static bool IsTorn => (TPte.NotAtomic & PteHelpers.SetAccessFlags) != 0;

    public RealOp Next => _left.TryPeek(out var next) ? next : RealOp.Over;

    private Vpn Page => _machine.VpnOf(_statement is MakeWritable m ? m.Page : ((FlushLocal)_statement).Page);

    private KernelLock Ptl => _machine.TableOf(Page).Ptl;

    public void Do()
    {
        switch (_left.Dequeue())
        {
            case RealOp.Issue: _thread.Issue(Flushed); break;
            case RealOp.Complete: ExpectFlushed(); break;
            case RealOp.Drop: _thread.Core.Mmu.Drop(Page); break;
            case RealOp.TakeDriverLock: Take(_thread.Space.Lock); break;
            case RealOp.ReleaseDriverLock: _thread.Space.Lock.Exit(); break;
            case RealOp.LockAgain: Take(Ptl); break;
            case RealOp.ReadToMakeWritable: ReadToMakeWritable(); break;
            case RealOp.MakeWritable: MakeWritable(); break;
        }
    }

    private VpnRange Flushed => _statement switch
    {
        Flush f => _machine.Range(f.First, f.Last),
        FlushIssue f => _machine.Range(f.First, f.Last),
        _ => new(new(0), new(ulong.MaxValue)),
    };

    private void Take(KernelLock held)
    {
        _thread.ExpectFree(held);
        held.Enter();
    }

    private void ExpectFlushed()
    {
        if (!_thread.IsFlushed)
            throw new Difference($"{_thread.Text.Name}: the machine's flush is complete; a real core hasn't answered");
    }

    private void ReadToMakeWritable()
    {
        var slot = new DeferringSlot<TPte>(_thread.SlotOf(Page));
        _ = FaultSteps<TPte, TDirty>.MakeWritable(ref slot, null);
        _later = slot.Later;
    }

    private void MakeWritable()
    {
        var slot = _thread.SlotOf(Page);
        if (!IsTorn)
            _ = FaultSteps<TPte, TDirty>.MakeWritable(ref slot, null);
        else if (_later is { } pte)
            slot.Write(pte);
        _thread.Core.Mmu.Drop(Page);
        Ptl.Exit();
    }
}
