using System.Diagnostics;
using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>
/// A workload under way on one architecture: cores that share an address space, and a driver that runs passes.
/// </summary>
internal sealed class ArchitectureRun<TPte, TDirty, TTlb> : IArchitectureRun
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private readonly AddressSpace<TPte> _space;
    private readonly Core<TPte, TDirty, TTlb>[] _cores;
    private readonly DirectShootdown _tlbs;
    private readonly ApplyAs<TPte> _apply;
    private readonly TrackingRound _round;
    private readonly DirtyBitmap _record, _taken;
    private readonly Stopwatch _time = new();
    private ulong _frames = 0x1000, _stores, _changed, _recorded, _missed, _false;

    public ArchitectureRun(IReadOnlyList<Vma> vmas, ulong pages, RunOptions options, Action<string> warn)
    {
        _round = options.Round;
        _space = new(vmas);
        _cores = [.. Enumerable.Range(0, options.Cores).Select(n =>
            new Core<TPte, TDirty, TTlb>(_space, options.Tlb with { Seed = options.Tlb.Seed + (ulong)n }))];
        _tlbs = new(_cores);
        _apply = new(_space, _tlbs, options.Rules, options.FlushOn<TTlb>(), warn);
        _record = new(0, pages);
        _taken = new(0, pages);
        if (_round == TrackingRound.WriteProtect)
            _space.Record = _record;
    }

    public RunCounts Counts => new()
    {
        Cores = _cores.Aggregate(default(CoreCounts), (sum, core) => sum + core.Counts),
        Stores = _stores,
        Changed = _changed,
        Recorded = _recorded,
        Invalidations = _tlbs.Invalidations,
        Missed = _missed,
        False = _false,
        Time = _time.Elapsed,
    };

    public void Make(ReadOnlySpan<PageAccess> accesses)
    {
        _time.Start();
        foreach (var access in accesses)
        {
            var core = _cores[access.Core];
            var wanted = new Access(access.Kind);
            if (!core.Access(access.Page, wanted))
                Touch(core, access.Page, wanted);
            if (access.Kind == AccessKind.Write)
                _stores++;
        }
        _time.Stop();
    }

    public DirtyBitmap Pass(DirtyBitmap truth)
    {
        _time.Start();
        _space.Lock.Enter();
        _changed += (_round switch
        {
            TrackingRound.Clean => _apply.Clean(PgoffRange.All, _record),
            TrackingRound.WriteProtect => _apply.WriteProtect(PgoffRange.All),
            _ => _apply.ClearRefs(_record),
        }).Changed;
        Act();
        _space.Lock.Exit();
        _recorded += _taken.Count;
        _missed += truth.CountWithout(_taken);
        _false += _taken.CountWithout(truth);
        _time.Stop();
        return _taken;
    }

    public void Dispose() => _space.Dispose();

    // The consumer takes the record, after the flush.
    private void Act()
    {
        _taken.CopyFrom(_record);
        _record.Clear();
    }

    private void Touch(Core<TPte, TDirty, TTlb> core, Vpn page, Access access)
    {
        Map(page);
        if (TDirty.FaultIsFinal(access))
            _tlbs.Flush(new(page, page + 1));   // what a device's TLB may keep of the refusal
        if (!core.Access(page, access))
            throw new ArchitectureDefect($"a {access.Kind} of page 0x{page.Value:x} is given up, though an entry that "
                + $"maps it was just stored: {_space.Tables.Get(page)}");
    }

    // First touch: clean; read-only where the round tracks by write-protection.
    private void Map(Vpn page)
    {
        var leaf = TPte.Leaf(new Pte(_frames++));
        _space.Tables.Set(page, _round == TrackingRound.Clean ? TPte.MakeWritable(leaf) : leaf);
    }
}
