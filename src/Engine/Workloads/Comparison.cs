using System.Runtime.InteropServices;
using Emulator.Engine.Memory;
using Emulator.Engine.Recordings;

namespace Emulator.Engine.Workloads;

/// <summary>Runs one recording on several architectures side by side, in one reading.</summary>
/// <param name="recording">The recording.</param>
/// <param name="layout">What a first reading found.</param>
/// <param name="pageShift">Log2 of the page size in bytes.</param>
/// <param name="options">How to run it.</param>
public sealed class Comparison(Recording recording, RecordingLayout layout, int pageShift, RunOptions options)
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

    /// <summary>
    /// Whether an exception is an architecture's fault: that one ends there, the others go on. Else all ends.
    /// </summary>
    public Func<Exception, bool> IsFault { get; init; } = _ => false;

    /// <summary>Runs the recording to its end.</summary>
    /// <exception cref="RecordingException">
    /// The recording can't be read, or isn't what the first reading found.
    /// </exception>
    public IReadOnlyList<ComparisonResult> Run(IReadOnlyList<Architecture> architectures)
    {
        var parts = architectures.Select(a => new Part(a)).ToList();
        try
        {
            parts.ForEach(part => Guarded(part, () => part.Run = part.Architecture.Accept(new Starter(this))));
            Read(parts);
            return [.. parts.Select(p => p.Result)];
        }
        finally
        {
            parts.ForEach(p => p.Run?.Dispose());
        }
    }

    private void Read(List<Part> parts)
    {
        ulong records = 0, data = 0;
        recording.Read((access, _) =>
        {
            if (records == layout.Records)
                throw Changed();
            Add(access, (int)(records++ % (ulong)options.Cores));
            var passes = access.IsData && ++data is var count && options.Every != 0 && count % options.Every == 0;
            if (passes || _batch.Count >= BatchSize)
                MakeBatch(parts);
            if (passes)
                Pass(parts);
        }, OnProgress);
        if (records != layout.Records || data != layout.DataRecords)
            throw Changed();
        MakeBatch(parts);
        Pass(parts);
    }

    private RecordingException Changed() => new($"{recording.Path}: the trace changed while it was read; "
        + "wait until its recording has ended, or copy it first");

    // A modification is a load and then a store; an access that crosses a page is one on each.
    private void Add(RecordedAccess access, int core)
    {
        if (access.Kind == RecordedKind.Modify)
            Add(access with { Kind = RecordedKind.Load }, core);
        var last = access.Last >> pageShift;
        for (var page = access.Address >> pageShift; page <= last; page++)
        {
            if (!layout.Maps(new(page)))
                throw Changed();
            _batch.Add(new(new(page), KindOf(access.Kind), core));
            if (access.IsStore)
                _truth.Set(layout.PgoffOf(new(page)));
        }
    }

    private static AccessKind KindOf(RecordedKind kind) => kind switch
    {
        RecordedKind.Fetch => AccessKind.Execute,
        RecordedKind.Load => AccessKind.Read,
        _ => AccessKind.Write,
    };

    private void MakeBatch(List<Part> parts)
    {
        foreach (var part in parts)
            Guarded(part, () => part.Run?.Make(CollectionsMarshal.AsSpan(_batch)));
        _batch.Clear();
    }

    private void Pass(List<Part> parts)
    {
        foreach (var part in parts)
            Guarded(part, () => Pass(part));
        _truth.Clear();
        Passes++;
    }

    private void Pass(Part part)
    {
        if (part.Run?.Pass(_truth) is { } recorded)
            OnPass?.Invoke(new(part.Architecture.Name, Passes, recorded.Pages().Select(layout.PageOf)));
    }

    private void Guarded(Part part, Action work)
    {
        if (part.Failure is not null)
            return;
        try
        {
            work();
        }
        catch (Exception e) when (IsFault(e))
        {
            part.Failure = e;
        }
    }

    private sealed class Part(Architecture architecture)
    {
        public Architecture Architecture => architecture;

        // Null before it has begun, and where the round needs what the format lacks.
        public IArchitectureRun? Run { get; set; }

        public Exception? Failure { get; set; }

        public ComparisonResult Result => new(Architecture.Name, Failure is null ? Run?.Counts : null, Failure);
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

    private RecordingLayout Layout => layout;

    private RunOptions Options => options;
}
