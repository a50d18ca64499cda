using Emulator.Engine.Recordings;

namespace Emulator.Engine.Workloads;

/// <summary>What a first reading of a recording found: its counts, and its pages in each page size that is asked
/// for.</summary>
/// <param name="Records">Recorded accesses.</param>
/// <param name="DataRecords">Those that aren't instruction fetches.</param>
/// <param name="Stores">Those that store.</param>
/// <param name="CutOff">Where the file is cut off, and what is made of that; null where it is whole.</param>
public sealed record RecordingSurvey(ulong Records, ulong DataRecords, ulong Stores, string? CutOff)
{
    private readonly Dictionary<int, RecordingLayout> _layouts = [];
    private readonly Dictionary<int, (ulong Address, string Where)> _beyond = [];

    /// <summary>The page sizes, in their order, each with its layout.</summary>
    public IReadOnlyList<(int PageShift, RecordingLayout Layout)> Layouts =>
        [.. _layouts.OrderBy(l => l.Key).Select(l => (l.Key, l.Value))];

    /// <summary>Reads a recording once, to check every record and find its pages.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="geometries">Those that it is to run in.</param>
    /// <param name="progress">Told now and then how much is read, from 0 to 1.</param>
    /// <exception cref="RecordingException">A record is wrong, or there is none.</exception>
    public static RecordingSurvey Read(Recording recording, IEnumerable<Geometry> geometries,
        Action<double>? progress = null)
    {
        var reading = new Reading([.. geometries]);
        var cutOff = recording.Read((access, reader) => reading.Add(access, reader), progress);
        if (reading.Records == 0)
            throw new RecordingException(
                $"{recording.Path}: holds no memory record; record one with '{LackeyReader.Recorder}'");
        return reading.Survey(cutOff);
    }

    /// <summary>The pages in the page size of a geometry that was asked for.</summary>
    public RecordingLayout LayoutOf(Geometry geometry) => _layouts[geometry.PageShift];

    /// <summary>Whether an address lies beyond a geometry that was asked for.</summary>
    public bool IsBeyond(Geometry geometry) => _beyond.ContainsKey(geometry.UserAddressBits);

    /// <summary>Which address lies beyond a geometry, and what can be done.</summary>
    /// <param name="geometry">One that <see cref="IsBeyond"/>.</param>
    /// <param name="owner">Whose it is.</param>
    public string Beyond(Geometry geometry, string owner)
    {
        var (address, where) = _beyond[geometry.UserAddressBits];
        return $"{where}: address 0x{address:x} is beyond {owner}'s user addresses, which end at "
            + $"0x{1UL << geometry.UserAddressBits:x}";
    }

    /// <summary>That an architecture doesn't reach every address, as the end of a sentence that begins with its
    /// name.</summary>
    /// <param name="geometry">One that <see cref="IsBeyond"/>.</param>
    public string NotReached(Geometry geometry) =>
        $"has user addresses that end at 0x{1UL << geometry.UserAddressBits:x}, and the trace goes to "
        + $"0x{_beyond[geometry.UserAddressBits].Address:x}";

    private sealed class Reading(List<Geometry> geometries)
    {
        private readonly (int Shift, PageSet Pages)[] _pages =
            [.. geometries.Select(g => g.PageShift).Distinct().Select(shift => (shift, new PageSet()))];

        private readonly int[] _limits = [.. geometries.Select(g => g.UserAddressBits).Distinct().Order()];
        private readonly Dictionary<int, (ulong, string)> _beyond = [];
        private ulong _data, _stores;
        private int _reached;

        public ulong Records { get; private set; }

        public void Add(RecordedAccess access, ITraceReader reader)
        {
            Records++;
            _data += access.IsData ? 1UL : 0;
            _stores += access.IsStore ? 1UL : 0;
            var last = access.Last;
            while (_reached < _limits.Length && last >> _limits[_reached] != 0)
                NoteBeyond(access, reader.Where, _limits[_reached++]);
            foreach (var (shift, pages) in _pages)
                pages.Add(access.Address >> shift, last >> shift);
        }

        public RecordingSurvey Survey(string? cutOff)
        {
            var survey = new RecordingSurvey(Records, _data, _stores, cutOff);
            foreach (var (shift, pages) in _pages)
                survey._layouts.Add(shift, RecordingLayout.Of(pages.Sorted()));
            foreach (var (bits, beyond) in _beyond)
                survey._beyond.Add(bits, beyond);
            return survey;
        }

        // Names the record's own address where that is beyond already.
        private void NoteBeyond(RecordedAccess access, string where, int bits) =>
            _beyond.Add(bits, (access.Address >> bits != 0 ? access.Address : access.Last, where));
    }

    private sealed class PageSet
    {
        private readonly HashSet<ulong> _pages = [];
        private readonly ulong[] _recent = [.. Enumerable.Repeat(ulong.MaxValue, 64)];

        public void Add(ulong first, ulong last)
        {
            for (var page = first; page <= last; page++)
            {
                ref var recent = ref _recent[page & 63];
                if (recent == page)
                    continue;
                recent = page;
                _pages.Add(page);
            }
        }

        public ulong[] Sorted()
        {
            ulong[] sorted = [.. _pages];
            Array.Sort(sorted);
            return sorted;
        }
    }
}
