using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Emulator.Engine.Cpu;
using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Workloads;

/// <summary>Cores on threads of their own store to shared pages while another thread runs passes over them.</summary>
/// <remarks>
/// Every page has a version that a store raises. The consumer takes the versions of recorded pages after each flush. At
/// the end a page whose version wasn't taken must be recorded or, in a clean or soft-dirty round, dirty: guarantees (a)
/// and (b) of <see cref="ApplyAs{TPte}"/>. An object is for one run.
/// </remarks>
/// <param name="options">How to run; <see cref="RunOptions.Every"/> isn't used.</param>
/// <param name="pages">How many pages are shared.</param>
/// <param name="seed">Of the cores' choices.</param>
public sealed class StressRun(RunOptions options, int pages, ulong seed)
{
    private readonly ulong[] _versions = new ulong[pages], _taken = new ulong[pages];
    private static readonly Vpn First = new(0x10000);
    private volatile bool _stop;
    private volatile Exception? _failure;

    /// <summary>Told after each pass how much of the time is over, from 0 to 1.</summary>
    public Action<double>? OnProgress { get; init; }

    /// <summary>Runs on one architecture for a time.</summary>
    public StressResult Run(Architecture architecture, TimeSpan time, CancellationToken cancel) =>
        architecture.Accept(new Starter(this, time, cancel));

    private StressResult Run<TPte, TDirty, TTlb>(TimeSpan time, CancellationToken cancel)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        // Where a plugin throws, cores may go on in the tables for a while: they are freed at a good end alone.
        var record = new DirtyBitmap(0, (ulong)pages);
        var space = Mapped<TPte>(record);
        var cores = Enumerable.Range(0, options.Cores)
            .Select(_ => new Core<TPte, TDirty, TTlb>(space, options.Tlb)).ToArray();
        var threads = Started(cores);
        var tlbs = new ThreadedShootdown(cores);
        var apply = new ApplyAs<TPte>(space, tlbs, options.Rules, options.FlushOn<TTlb>());
        var (passes, recorded) = Drive(apply, space.Lock, record, time, cancel);
        threads.ForEach(t => t.Join());
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        var stores = _versions.Aggregate(0UL, (sum, version) => sum + version);
        var lost = CountLost(space, record);
        space.Dispose();
        return new(stores, passes, recorded, tlbs.Invalidations, lost);
    }

    private AddressSpace<TPte> Mapped<TPte>(DirtyBitmap record) where TPte : struct, IPteFormat
    {
        var space = new AddressSpace<TPte>([new(First, 0, (ulong)pages, RecordingLayout.Flags)])
        {
            Record = options.Round == TrackingRound.WriteProtect ? record : null,
        };
        for (var i = 0; i < pages; i++)
            space.Tables.Set(First + (ulong)i, Start<TPte>((ulong)i));
        return space;
    }

    private List<Thread> Started<TPte, TDirty, TTlb>(IReadOnlyList<Core<TPte, TDirty, TTlb>> cores)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var threads = cores.Select((core, n) => new Thread(() => Guarded(core, () => Store(core, seed + (ulong)n)))
        {
            IsBackground = true,
        }).ToList();
        threads.ForEach(t => t.Start());
        return threads;
    }

    private Pte Start<TPte>(ulong frame) where TPte : struct, IPteFormat
    {
        var leaf = TPte.Leaf(new Pte(0x1000 + frame));
        return options.Round == TrackingRound.Clean ? TPte.MakeWritable(leaf) : leaf;
    }

    // A core: stores to pages of its choice, and answers flushes, until the driver is done.
    private void Store<TPte, TDirty, TTlb>(Core<TPte, TDirty, TTlb> core, ulong random)
        where TPte : struct, IPteFormat
        where TDirty : struct, IDirtyTracking
        where TTlb : struct, ITlbModel
    {
        var store = new Access(AccessKind.Write);
        while (!_stop)
        {
            random = random * 6364136223846793005 + 1442695040888963407;
            var page = (int)((random >> 33) % (ulong)pages);
            if (core.Access(First + (ulong)page, store))
                Interlocked.Increment(ref _versions[page]);
        }
        core.Answer();
    }

    private (ulong Passes, ulong Recorded) Drive<TPte>(
        ApplyAs<TPte> apply, KernelLock held, DirtyBitmap record, TimeSpan time, CancellationToken cancel)
        where TPte : struct, IPteFormat
    {
        ulong passes = 0, recorded = 0;
        var clock = Stopwatch.StartNew();
        try
        {
            for (; clock.Elapsed < time && !cancel.IsCancellationRequested && _failure is null; passes++)
            {
                recorded += Pass(apply, held, record);
                OnProgress?.Invoke(clock.Elapsed / time);
            }
            return (passes, recorded);
        }
        finally
        {
            _stop = true;
        }
    }

    // A pass, and the consumer takes its record after the flush.
    private ulong Pass<TPte>(ApplyAs<TPte> apply, KernelLock driver, DirtyBitmap record) where TPte : struct, IPteFormat
    {
        driver.Enter();
        using var held = new HeldLock(driver);
        _ = options.Round switch
        {
            TrackingRound.Clean => apply.Clean(PgoffRange.All, record),
            TrackingRound.WriteProtect => apply.WriteProtect(PgoffRange.All),
            _ => apply.ClearRefs(record),
        };
        var recorded = record.Count;
        foreach (var page in record.Pages())
            _taken[page] = Volatile.Read(ref _versions[page]);
        record.Clear();
        return recorded;
    }

    private ulong CountLost<TPte>(AddressSpace<TPte> space, DirtyBitmap record) where TPte : struct, IPteFormat
    {
        ulong lost = 0;
        for (ulong i = 0; i < (ulong)pages; i++)
        {
            var pte = space.Tables.Get(First + i);
            var marked = record[i] || options.Round switch
            {
                TrackingRound.Clean => TPte.Dirty(pte).IsTrue,
                TrackingRound.SoftDirty => TPte.SoftDirty(pte).IsTrue,
                _ => false,
            };
            if (_versions[i] != _taken[i] && !marked)
                lost++;
        }
        return lost;
    }

    // A plugin may throw anything; the driver still waits for this core's answers.
    private void Guarded(ICore core, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e)
        {
            _failure ??= e;
            while (!_stop)
                core.Answer();
        }
    }

    private sealed class Starter(StressRun run, TimeSpan time, CancellationToken cancel)
        : ArchitectureVisitor<StressResult>
    {
        public override StressResult Visit<TPte, TDirty, TTlb>() => run.Missing<TPte, TDirty>() is { } missing
            ? new(0, 0, 0, 0, 0) { NotRun = missing }
            : run.Run<TPte, TDirty, TTlb>(time, cancel);
    }

    private string? Missing<TPte, TDirty>() where TPte : struct, IPteFormat where TDirty : struct, IDirtyTracking =>
        RoundNeeds.Missing<TPte, TDirty>(options.Round);
}
