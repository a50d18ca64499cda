namespace Emulator.Engine.Memory;

/// <summary>An address space: its page tables, and the VMAs that map one mapping, which is what <c>apply_as</c>
/// walks.</summary>
public sealed class AddressSpace<TPte> : IDisposable where TPte : struct, IPteFormat
{
    private readonly Vma[] _byAddress;
    private int _flushesPending;

    /// <summary>Makes one with empty page tables.</summary>
    /// <param name="vmas">In any order; they don't overlap in virtual pages.</param>
    public AddressSpace(IEnumerable<Vma> vmas)
    {
        _byAddress = [.. vmas.OrderBy(v => v.Start.Value)];
        Vmas = [.. _byAddress.OrderBy(v => v.Pgoff)];
    }

    /// <summary>The VMAs in the order of the mapping's interval tree: by page offset.</summary>
    public IReadOnlyList<Vma> Vmas { get; }

    /// <summary>The page tables.</summary>
    public PageTables<TPte> Tables { get; } = new();

    /// <summary>The lock that a driver holds over a pass, its flush and what follows, and that its <c>mkwrite</c>
    /// takes.</summary>
    public KernelLock Lock { get; } = new();

    /// <summary>The driver's record of pages that were made writable, by page offset; null where it keeps
    /// none.</summary>
    public DirtyBitmap? Record { get; set; }

    /// <summary>Passes that have changed entries and not flushed yet. Linux: <c>mm.tlb_flush_pending</c>.</summary>
    public int FlushesPending => Volatile.Read(ref _flushesPending);

    /// <summary>Whether another pass than the asking one may owe a flush. Linux: <c>mm_tlb_flush_nested</c>.</summary>
    public bool IsFlushNested => FlushesPending > 1;

    /// <summary>Says that entries are about to change. Linux: <c>inc_tlb_flush_pending</c>.</summary>
    public void BeginFlushPending() => Interlocked.Increment(ref _flushesPending);

    /// <summary>Says that the flush is done. Linux: <c>dec_tlb_flush_pending</c>.</summary>
    public void EndFlushPending() => Interlocked.Decrement(ref _flushesPending);

    /// <summary>The VMA of a virtual page, or null. Linux: <c>vma_lookup</c>.</summary>
    public Vma? FindVma(Vpn page)
    {
        int low = 0, high = _byAddress.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_byAddress[middle].Pages.Contains(page))
                return _byAddress[middle];
            if (_byAddress[middle].Start.Value > page.Value)
                high = middle - 1;
            else
                low = middle + 1;
        }
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => Tables.Dispose();
}
