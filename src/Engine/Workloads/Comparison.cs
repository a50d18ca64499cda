using System.Runtime.InteropServices;
using Emulator.Engine.Memory;
using Emulator.Engine.Recordings;

namespace Emulator.Engine.Workloads;

/// <summary>Runs one recording on several architectures side by side, in one reading.</summary>
/// <param name="recording">The recording.</param>
/// <param name="survey">What a first reading found; it was asked for the geometries of all of them.</param>
/// <param name="options">How to run it.</param>
public sealed class Comparison(Recording recording, RecordingSurvey survey, RunOptions options)
{
    internal const int BatchSize = 1 << 14;
    private readonly Dictionary<Geometry, Track> _tracks = [];

    /// <summary>Told of every pass on every architecture.</summary>
    public Action<PassRecord>? OnPass { get; init; }

    /// <summary>Told now and then how much is done, from 0 to 1.</summary>
    public Action<double>? OnProgress { get; init; }

    /// <summary>Told, in a line each, of what passes left alone.</summary>
    public Action<string> OnWarning { get; init; } = _ => { };

    /// <summary>Whether pages are moved together where an address space is too small for the recording's
    /// addresses.</summary>
    public bool FoldsAddresses { get; init; }

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
            parts.ForEach(part => Guarded(part, () => part.NotRun = part.Architecture.Accept(new Starter(this, part))));
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
            if (records == survey.Records)
                throw Changed();
            Add(access, (int)(records++ % (ulong)options.Cores));
            var passes = access.IsData && ++data is var count && options.Every != 0 && count % options.Every == 0;
            if (passes || _tracks.Values.Any(t => t.Batch.Count >= BatchSize))
                MakeBatch(parts);
            if (passes)
                Pass(parts);
        }, OnProgress);
        if (records != survey.Records || data != survey.DataRecords)
            throw Changed();
        MakeBatch(parts);
        Pass(parts);
    }

    private RecordingException Changed() => new($"{recording.Path}: the trace changed while it was read; "
        + "wait until its recording has ended, or copy it first");

    private void Add(RecordedAccess access, int core)
    {
        foreach (var track in _tracks.Values)
            if (!track.TryAdd(access, core))
                throw Changed();
    }

    private void MakeBatch(List<Part> parts)
    {
        foreach (var part in parts)
            if (part is { Run: { } run, Track: { } track })
                Guarded(part, () => run.Make(CollectionsMarshal.AsSpan(track.Batch)));
        foreach (var track in _tracks.Values)
            track.Clear();
    }

    private void Pass(List<Part> parts)
    {
        foreach (var part in parts)
            Guarded(part, () => Pass(part));
        foreach (var track in _tracks.Values)
            track.Truth.Clear();
        Passes++;
    }

    private void Pass(Part part)
    {
        if (part is not { Run: { } run, Track: { } track })
            return;
        var recorded = run.Pass(track.Truth);
        OnPass?.Invoke(new(part.Architecture.Name, Passes, track.PagesOf(recorded.Pages())));
    }

    private static string? TooSmall => "has too small an address space for the recording's pages, folded too";

    // The recording as a geometry takes it; null: it doesn't.
    private Track? TrackOf(Geometry geometry)
    {
        var layout = survey.LayoutOf(geometry);
        var folds = survey.IsBeyond(geometry);
        var key = folds ? geometry : new(geometry.PageShift, 0, 0, 0);
        if (_tracks.TryGetValue(key, out var known))
            return known;
        if ((folds ? layout.FoldedInto(geometry) : layout) is not { } run)
            return null;
        return _tracks[key] = new(geometry.PageShift, layout, run);
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

        // Null before it has begun, and where it isn't run.
        public IArchitectureRun? Run { get; set; }

        public Track? Track { get; set; }

        public Exception? Failure { get; set; }

        public string? NotRun { get; set; }

        public bool IsTooNarrow { get; set; }

        public ComparisonResult Result =>
            new(Architecture.Name, Failure is null ? Run?.Counts : null, Failure, Failure is null ? NotRun : null)
            { IsTooNarrow = IsTooNarrow };
    }

    // Begins a part; why it isn't run, else.
    private sealed class Starter(Comparison comparison, Part part) : ArchitectureVisitor<string?>
    {
        public override string? Visit<TPte, TDirty, TTlb>()
        {
            var geometry = TPte.Geometry;
            if (RoundNeeds.Missing<TPte, TDirty>(comparison.Options.Round) is { } missing)
                return missing;
            part.IsTooNarrow = comparison.Survey.IsBeyond(geometry) && !comparison.FoldsAddresses;
            if (part.IsTooNarrow)
                return comparison.Survey.NotReached(geometry);
            if (comparison.TrackOf(geometry) is not { } track)
                return TooSmall;
            part.Track = track;
            part.Run = new ArchitectureRun<TPte, TDirty, TTlb>(
                track.Layout.Vmas, track.Layout.Pages, comparison.Options, comparison.OnWarning);
            return null;
        }
    }

    private RecordingSurvey Survey => survey;

    private RunOptions Options => options;
}
