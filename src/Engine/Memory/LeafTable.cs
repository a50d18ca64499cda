namespace Emulator.Engine.Memory;

/// <summary>A table of leaf entries, with the lock that software changes them under. Linux: a PTE page and its
/// <c>ptl</c>.</summary>
public sealed unsafe class LeafTable
{
    private readonly ulong* _entries;

    internal LeafTable(ulong* entries, Vpn first)
    {
        _entries = entries;
        First = first;
    }

    /// <summary>The page that the first slot maps.</summary>
    public Vpn First { get; }

    /// <summary>The page-table lock.</summary>
    public KernelLock Ptl { get; } = new();

    /// <summary>The slot's word in memory; reads and writes of it are whole.</summary>
    /// <param name="index">0 to the table's entries less one.</param>
    public ref ulong this[int index] => ref _entries[index];
}
