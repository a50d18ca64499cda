using System.Runtime.InteropServices;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>One architecture's part of a comparison.</summary>
/// <param name="Architecture">Its name.</param>
/// <param name="Counts">What was counted; null where the round needs what the format lacks.</param>
public sealed record ComparisonResult(string Architecture, RunCounts? Counts);

/// <summary>A pass of a comparison, on one architecture.</summary>
/// <param name="Architecture">Its name.</param>
/// <param name="Pass">Counted from 0.</param>
/// <param name="Pages">The virtual pages recorded, in order.</param>
public sealed record PassRecord(string Architecture, int Pass, IEnumerable<Vpn> Pages);

/// <summary>Runs one trace on several architectures side by side, in one reading.</summary>
/// <param name="trace">The trace.</param>
/// <param name="layout">What a first reading found.</param>
/// <param name="pageShift">Log2 of the page size in bytes.</param>
/// <param name="options">How to run it.</param>
public sealed class Comparison(TraceFile trace, TraceLayout layout, int pageShift, RunOptions options)
{
    private readonly List<PageAccess> _batch = new(BatchSize + 64);
    private readonly DirtyBitmap _truth = new(0, layout.Pages);
    private const int BatchSize = 1 << 14;

    /// <summary>Told of every pass on every architecture.</summary>
    public Action<PassRecord>? OnPass { get; init; }

    /// <summary>Told now and then how much is done, from 0 to 1.</summary>
    public Action<double>? OnProgress { get; init; }

    /// <summary>Told, in a line each, of what passes left alone.</summary>
    public Action<string> OnWarning { get; init; } = _ => { };

    /// <summary>Passes run.</summary>
    public int Passes { get; private set; }

    /// <summary>Runs the trace to its end.</summary>
    public IReadOnlyList<ComparisonResult> Run(IReadOnlyList<Architecture> architectures)
    {
        var runs = architectures.Select(a => (a.Name, Run: a.Accept(new Starter(this)))).ToList();
        var running = runs.Where(r => r.Run is not null).Select(r => (r.Name, r.Run!)).ToList();
        try
        {
            ulong records = 0, data = 0;
            trace.Read((record, _) =>
            {
                Add(record, (int)(records++ % (ulong)options.Cores));
                var passes = record.IsData && options.Every != 0 && ++data % options.Every == 0;
                if (passes || _batch.Count >= BatchSize)
                    MakeBatch(running);
                if (passes)
                    Pass(running);
            }, OnProgress);
            MakeBatch(running);
            Pass(running);
            return [.. runs.Select(r => new ComparisonResult(r.Name, r.Run?.Counts))];
        }
        finally
        {
            running.ForEach(r => r.Item2.Dispose());
        }
    }

    // An M is a load and then a store; an access that crosses a page is one on each.
    private void Add(TraceRecord record, int core)
    {
        if (record.Kind == TraceKind.Modify)
            Add(record with { Kind = TraceKind.Load }, core);
        var last = record.Address + (record.Size - 1) >> pageShift;
        for (var page = record.Address >> pageShift; page <= last; page++)
        {
            _batch.Add(new(new(page), KindOf(record.Kind), core));
            if (record.IsStore)
                _truth.Set(layout.PgoffOf(new(page)));
        }
    }

    private static AccessKind KindOf(TraceKind kind) => kind switch
    {
        TraceKind.Fetch => AccessKind.Execute,
        TraceKind.Load => AccessKind.Read,
        _ => AccessKind.Write,
    };

    private void MakeBatch(List<(string Name, IArchitectureRun Run)> running)
    {
        foreach (var (_, run) in running)
            run.Make(CollectionsMarshal.AsSpan(_batch));
        _batch.Clear();
    }

    private void Pass(List<(string Name, IArchitectureRun Run)> running)
    {
        foreach (var (name, run) in running)
        {
            var recorded = run.Pass(_truth);
            OnPass?.Invoke(new(name, Passes, recorded.Pages().Select(layout.PageOf)));
        }
        _truth.Clear();
        Passes++;
    }

    private sealed class Starter(Comparison comparison) : ArchitectureVisitor<IArchitectureRun?>
    {
        public override IArchitectureRun? Visit<TPte, TDirty, TTlb>() =>
            comparison.Needs is var needs && (TPte.Features & needs) != needs
                ? null
                : new ArchitectureRun<TPte, TDirty, TTlb>(
                    comparison.Layout.Vmas, comparison.Layout.Pages, comparison.Options, comparison.OnWarning);
    }

    private PteFeatures Needs => options.Round == TrackingRound.SoftDirty ? PteFeatures.SoftDirty : PteFeatures.None;

    private TraceLayout Layout => layout;

    private RunOptions Options => options;
}
