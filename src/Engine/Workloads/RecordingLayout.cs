using Emulator.Engine.Memory;

namespace Emulator.Engine.Workloads;

/// <summary>The pages that a recorded program touches, in one page size, as VMAs of one mapping.</summary>
/// <param name="Vmas">By address; their page offsets follow one another from 0.</param>
public sealed record RecordingLayout(IReadOnlyList<Vma> Vmas)
{
    private const ulong LargestGap = 16;
    private readonly ulong[] _mapped = [.. Enumerable.Repeat(ulong.MaxValue, 64)];
    private Vma? _recent;

    /// <summary>What the VMAs are mapped with: all that <c>apply_as</c> asks for under either rule.</summary>
    public const VmFlags Flags = VmFlags.Shared | VmFlags.Write | VmFlags.MayWrite | VmFlags.Io;

    /// <summary>Page offsets in use.</summary>
    public ulong Pages => Vmas.Count == 0 ? 0 : Vmas[^1].Offsets.End;

    /// <summary>The layout of a program's pages.</summary>
    /// <param name="pages">Sorted.</param>
    public static RecordingLayout Of(ulong[] pages) => new(VmasOf(pages));

    /// <summary>The same VMAs moved together, so that a smaller address space holds them. Each keeps its place within a
    /// leaf table.</summary>
    /// <param name="geometry">Whose address space.</param>
    /// <returns>Null: it doesn't hold them.</returns>
    public RecordingLayout? FoldedInto(Geometry geometry)
    {
        var (vmas, next) = (new List<Vma>(), 1UL);
        var table = 1UL << geometry.LeafIndexBits;
        foreach (var vma in Vmas)
        {
            var start = next + ((vma.Start.Value - next) & (table - 1));
            vmas.Add(vma with { Start = new(start) });
            next = start + vma.Length + 1;
        }
        return next <= geometry.UserPages ? new(vmas) : null;
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
}
