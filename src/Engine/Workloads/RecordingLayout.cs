using Emulator.Engine.Memory;
using Emulator.Engine.Recordings;

namespace Emulator.Engine.Workloads;

/// <summary>
/// The pages that a recorded program touches, as VMAs of one mapping, and what was counted on the way to them.
/// </summary>
/// <param name="Vmas">By address; their page offsets follow one another from 0.</param>
/// <param name="Records">Recorded accesses.</param>
/// <param name="DataRecords">Those that aren't instruction fetches.</param>
/// <param name="Stores">Those that store.</param>
/// <param name="CutOff">Where the file is cut off, and what is made of that; null where it is whole.</param>
public sealed record RecordingLayout(
    IReadOnlyList<Vma> Vmas, ulong Records, ulong DataRecords, ulong Stores, string? CutOff)
{
    private const ulong LargestGap = 16;
    private readonly ulong[] _mapped = [.. Enumerable.Repeat(ulong.MaxValue, 64)];
    private Vma? _recent;

    /// <summary>What the VMAs are mapped with: all that <c>apply_as</c> asks for under either rule.</summary>
    public const VmFlags Flags = VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io;

    /// <summary>Page offsets in use.</summary>
    public ulong Pages => Vmas.Count == 0 ? 0 : Vmas[^1].Offsets.End;

    /// <summary>Reads a recording once, to check every record and find its pages.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="geometry">Addresses have to lie in it.</param>
    /// <param name="owner">Whose geometry that is, for errors.</param>
    /// <param name="progress">Told now and then how much is read, from 0 to 1.</param>
    /// <exception cref="RecordingException">
    /// A record is wrong, an address is beyond the geometry, or there is none.
    /// </exception>
    public static RecordingLayout Read(
        Recording recording, Geometry geometry, string owner, Action<double>? progress = null)
    {
        var pages = new PageSet();
        ulong records = 0, data = 0, stores = 0;
        var cutOff = recording.Read((access, reader) =>
        {
            records++;
            data += access.IsData ? 1UL : 0;
            stores += access.IsStore ? 1UL : 0;
            var last = access.Last;
            if (last >> geometry.UserAddressBits != 0)
                throw Beyond(access, geometry, owner, reader.Where);
            pages.Add(access.Address >> geometry.PageShift, last >> geometry.PageShift);
        }, progress);
        if (records == 0)
            throw new RecordingException(
                $"{recording.Path}: holds no memory record; record one with '{LackeyReader.Recorder}'");
        return new(VmasOf(pages.Sorted()), records, data, stores, cutOff);
    }

    // Names the record's own address where that is beyond already.
    private static RecordingException Beyond(RecordedAccess access, Geometry geometry, string owner, string where)
    {
        var named = access.Address >> geometry.UserAddressBits != 0 ? access.Address : access.Last;
        return new($"{where}: address 0x{named:x} is beyond {owner}'s user addresses, which end at "
            + $"0x{1UL << geometry.UserAddressBits:x}; delete the line or compare architectures that reach it");
    }

    /// <summary>Whether a page lies in one of the VMAs.</summary>
    public bool Maps(Vpn page)
    {
        ref var recent = ref _mapped[page.Value & 63];
        if (recent == page.Value)
            return true;
        if (!IsMapped(page))
            return false;
        recent = page.Value;
        return true;
    }

    // Apart from its caller, which would pay for the closure each time.
    private bool IsMapped(Vpn page) => Last(vma => vma.Start.Value <= page.Value).Pages.Contains(page);

    /// <summary>The page offset of a page that the program touches.</summary>
    public ulong PgoffOf(Vpn page)
    {
        if (_recent?.Pages.Contains(page) != true)
            _recent = Last(vma => vma.Start.Value <= page.Value);
        return _recent.ToPgoff(page);
    }

    /// <summary>The page that maps a page offset.</summary>
    public Vpn PageOf(ulong pgoff)
    {
        var vma = Last(v => v.Pgoff <= pgoff);
        return vma.Start + (pgoff - vma.Pgoff);
    }

    // The last VMA of which something holds that holds of all before it.
    private Vma Last(Func<Vma, bool> holds)
    {
        int low = 0, high = Vmas.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = holds(Vmas[middle]) ? (middle, high) : (low, middle - 1);
        }
        return Vmas[low];
    }

    private static List<Vma> VmasOf(ulong[] pages)
    {
        var vmas = new List<Vma>();
        ulong pgoff = 0;
        for (int first = 0, next; first < pages.Length; first = next)
        {
            for (next = first + 1; next < pages.Length && pages[next] - pages[next - 1] <= LargestGap + 1;)
                next++;
            var length = pages[next - 1] - pages[first] + 1;
            vmas.Add(new(new(pages[first]), pgoff, length, Flags));
            pgoff += length;
        }
        return vmas;
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
