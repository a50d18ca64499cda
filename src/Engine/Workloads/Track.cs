using Emulator.Engine.Memory;
using Emulator.Engine.Recordings;

namespace Emulator.Engine.Workloads;

/// <summary>A recording in one page size, and where it is folded: the accesses of the architectures that run it so, and
/// the pages that it has stored to.</summary>
/// <param name="pageShift">Log2 of the page size in bytes.</param>
/// <param name="layout">The program's own pages.</param>
/// <param name="folded">Where they are run; the same object where they aren't folded.</param>
internal sealed class Track(int pageShift, RecordingLayout layout, RecordingLayout folded)
{
    private readonly List<PageAccess> _batch = new(Comparison.BatchSize + 64);

    /// <summary>Where the pages are run.</summary>
    public RecordingLayout Layout => folded;

    /// <summary>The accesses since <see cref="Clear"/>.</summary>
    public List<PageAccess> Batch => _batch;

    /// <summary>The pages stored to since the last pass.</summary>
    public DirtyBitmap Truth { get; } = new(0, layout.Pages);

    /// <summary>The pages behind page offsets, as the program has them.</summary>
    public IEnumerable<Vpn> PagesOf(IEnumerable<ulong> pgoffs) => pgoffs.Select(layout.PageOf);

    /// <summary>Adds an access. A modification is a load and then a store; an access that crosses a page is one on
    /// each.</summary>
    /// <returns>False: the first reading hasn't seen its page.</returns>
    public bool TryAdd(RecordedAccess access, int core)
    {
        if (access.Kind == RecordedKind.Modify && !TryAdd(access with { Kind = RecordedKind.Load }, core))
            return false;
        var last = access.Last >> pageShift;
        for (var page = access.Address >> pageShift; page <= last; page++)
        {
            if (!layout.Maps(new(page)))
                return false;
            _batch.Add(new(Run(new(page)), KindOf(access.Kind), core));
            if (access.IsStore)
                Truth.Set(layout.PgoffOf(new(page)));
        }
        return true;
    }

    /// <summary>Forgets the accesses.</summary>
    public void Clear() => _batch.Clear();

    private Vpn Run(Vpn page) => ReferenceEquals(layout, folded) ? page : folded.PageOf(layout.PgoffOf(page));

    private static AccessKind KindOf(RecordedKind kind) => kind switch
    {
        RecordedKind.Fetch => AccessKind.Execute,
        RecordedKind.Load => AccessKind.Read,
        _ => AccessKind.Write,
    };
}
