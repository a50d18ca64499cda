using Emulator.Engine.Cpu;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;
using Emulator.Engine.Tests.Stepping;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>Real cores over real page tables, that do a small scenario one operation at a time.</summary>
internal abstract class RealMachine : IObserved, IDisposable
{
    /// <summary>The number of the driver's lock.</summary>
    public const int DriverLock = 2;

    /// <summary>The locks, by number.</summary>
    public static IReadOnlyList<string> Locks { get; } =
        ["the first table's lock", "the second table's lock", "the driver's lock"];

    public static RealMachine Of(Architecture architecture, SmallScenario scenario) =>
        architecture.Accept(new Maker(scenario));

    public abstract int? PassesUnderWay { get; }

    /// <summary>An entry of a machine, with the real frame in place of the machine's.</summary>
    public abstract Pte Mapped(Pte explored);

    /// <summary>Makes the start of a machine the own one: the entries, the record, and what the TLBs hold by loads that
    /// fill them.</summary>
    public abstract void Start(IObserved machine);

    /// <summary>Does what a machine's step says, if it is next here too.</summary>
    public abstract void Do(RealStep step);

    /// <summary>Whether a thread is inside what a real core does in one.</summary>
    public abstract bool IsInside(int thread);

    public abstract Pte Entry(int page);

    public abstract Pte Cached(int thread, int page);

    public abstract bool IsRecorded(int frame);

    public abstract int Holder(int heldLock);

    public abstract ulong Owed(int receiver, int sender);

    public abstract ulong Issued(int thread);

    public abstract ulong Answered(int thread);

    public abstract ulong Changed(int thread);

    public abstract bool IsOver(int thread);

    public abstract void Dispose();

    private sealed class Maker(SmallScenario scenario) : ArchitectureVisitor<RealMachine>
    {
        public override RealMachine Visit<TPte, TDirty, TTlb>() => new RealMachine<TPte, TDirty, TTlb>(scenario);
    }
}

/// <inheritdoc/>
internal sealed class RealMachine<TPte, TDirty, TTlb> : RealMachine
    where TPte : struct, IPteFormat
    where TDirty : struct, IDirtyTracking
    where TTlb : struct, ITlbModel
{
    private const VmFlags Device = VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io;
    private const ulong FirstFrame = 0x34560;
    private static readonly ulong FrameMask = FrameBits<TPte>.Mask, TableSize = (ulong)TPte.Geometry.Entries(0);
    private readonly SmallScenario _scenario;
    private readonly RealThread<TPte, TDirty, TTlb>[] _threads;
    private readonly FlushPost _post;
    private readonly KernelLock[] _locks;
    private readonly int[] _holders;

    public RealMachine(SmallScenario scenario)
    {
        _scenario = scenario;
        Space = new(Vmas()) { Record = new(0, (ulong)scenario.Frames) };
        _locks = [Space.Tables.Ensure(new(Boundary.Value - 1)).Ptl, Space.Tables.Ensure(Boundary).Ptl, Space.Lock];
        _holders = [.. _locks.Select(_ => -1)];
        _threads = [.. scenario.Threads.Select((t, n) => new RealThread<TPte, TDirty, TTlb>(this, t, n))];
        _post = new([.. _threads.Select(t => t.Text.HasTlb ? t.Core : null)]);
    }

    public AddressSpace<TPte> Space { get; }

    public bool CountsPasses => _scenario.Threads.Any(t => t.Body.Any(s => s is PassOver { AsMerged: true }));

    public override int? PassesUnderWay => Space.FlushesPending;

    // The first page of the second table: pages of the first one lie right before it.
    private static Vpn Boundary => new(5 * TableSize);

    private DirtyBitmap Record => Space.Record ?? throw new InvalidOperationException("the driver keeps a record");

    public Vpn VpnOf(int page) => new(Boundary.Value - (ulong)_scenario.InFirstTable + (ulong)page);

    public Vpn VpnOf(RealStep step) => VpnOf(PageOf(step));

    public int PageOf(RealStep step) =>
        SmallScenario.PageOf(step.Page ?? throw new Difference($"{step.Op} has no page"));

    public VpnRange Range(int first, int last) => new(VpnOf(first), VpnOf(last) + 1);

    public LeafTable TableOf(Vpn page) => Space.Tables.Ensure(page);

    public SteppedPass Begin(PassOver over, RealThread<TPte, TDirty, TTlb> thread)
    {
        var vma = Space.FindVma(VpnOf(over.First)) ?? throw new InvalidOperationException("every page is mapped");
        var call = new PassCall(Range(over.First, over.Last), Record,
            TTlb.Reach == FlushReach.BeforeUnlock ? FlushDiscipline.BeforeUnlock : over.Discipline, over.AsMerged);
        var flush = new Sender(this, thread);
        return over.Clean
            ? new SteppedPass<TPte, Clean>(Space, vma, call, flush)
            : new SteppedPass<TPte, WriteProtect>(Space, vma, call, flush);
    }

    public void Issue(int sender, VpnRange pages) => _post.Issue(sender, pages);

    public bool IsFlushed(int sender) => _post.IsFlushed(sender);

    public override void Start(IObserved machine)
    {
        for (var page = 0; page < _scenario.Pages; page++)
            Space.Tables.Set(VpnOf(page), Mapped(machine.Entry(page)));
        for (var frame = 0; frame < _scenario.Frames; frame++)
            if (machine.IsRecorded(frame))
                Record.Set((ulong)frame);
        for (var thread = 0; thread < _threads.Length; thread++)
            for (var page = 0; page < _scenario.Pages; page++)
                if (machine.Cached(thread, page) != default)
                    _ = _threads[thread].Core.Mmu.Access(VpnOf(page), new(AccessKind.Read));
    }

    public override void Do(RealStep step)
    {
        var actor = NumberOf(step.Actor);
        switch (step.Op)
        {
            case RealOp.Nothing: break;
            case RealOp.Answer: _post.Answer(actor, NumberOf(step.Sender ?? "")); break;
            case RealOp.Evict: _threads[actor].Core.Mmu.Drop(VpnOf(step)); break;
            default: _threads[actor].Do(step); break;
        }
        for (var held = 0; held < _locks.Length; held++)
            _holders[held] = _locks[held].TryGlance(out _) ? -1 : _holders[held] < 0 ? actor : _holders[held];
    }

    public override bool IsInside(int thread) => _threads[thread].IsInside;

    public override Pte Mapped(Pte explored) => (explored.Value & FrameMask) == 0
        ? explored
        : new(explored.Value & ~FrameMask | TPte.Leaf(new Pte(FirstFrame + FrameOf(explored))).Value & FrameMask);

    public override Pte Entry(int page) => Space.Tables.Get(VpnOf(page));

    public override Pte Cached(int thread, int page)
    {
        var vpn = VpnOf(page);
        foreach (var (held, cached) in _threads[thread].Core.Mmu.Cached)
            if (held == vpn)
                return cached;
        return default;
    }

    public override bool IsRecorded(int frame) => Record[(ulong)frame];

    public override int Holder(int heldLock) => _holders[heldLock];

    public override ulong Owed(int receiver, int sender)
    {
        ulong pages = 0;
        for (var page = 0; page < _scenario.Pages; page++)
            pages |= _post.Owes(receiver, sender, VpnOf(page)) ? 1UL << page : 0;
        return pages;
    }

    public override ulong Issued(int thread) => _post.Issued(thread);

    public override ulong Answered(int thread) => _threads[thread].Core.Counts.Flushes;

    public override ulong Changed(int thread) => _threads[thread].Changed;

    public override bool IsOver(int thread) => _threads[thread].IsOver;

    public override void Dispose() => Space.Dispose();

    private static ulong FrameOf(Pte explored) => TPte.Frame(explored).Value & 0xff;

    private int NumberOf(string thread) => Array.FindIndex(_threads, t => t.Text.Name == thread);

    // Pages with frames of their own in one VMA; one that maps another's frame in a VMA that maps the same offset.
    private IEnumerable<Vma> Vmas()
    {
        yield return new(VpnOf(0), 0, (ulong)_scenario.Frames, Device);
        if (_scenario.Frames < _scenario.Pages)
            yield return new(VpnOf(_scenario.Frames), (ulong)_scenario.SharedWith, 1, Device);
    }

    // A change that is one with its invalidation reaches every core.
    private void Taken(Vpn page)
    {
        if (TTlb.Reach == FlushReach.Synchronous)
            foreach (var thread in _threads)
                thread.Core.Mmu.Drop(page);
    }

    private sealed class Sender(RealMachine<TPte, TDirty, TTlb> machine, RealThread<TPte, TDirty, TTlb> thread)
        : ISteppedFlush
    {
        public bool IsComplete => thread.IsFlushed;

        public void Issue(VpnRange pages) => thread.Issue(pages);

        public void Taken(Vpn page) => machine.Taken(page);
    }
}
