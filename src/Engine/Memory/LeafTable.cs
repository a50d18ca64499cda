using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;

namespace Emulator.Engine.Memory;

/// <summary>A table of leaf entries, with the lock that software changes them under. Linux: a PTE page and its
/// <c>ptl</c>.</summary>
public sealed unsafe class LeafTable
{
    private readonly byte* _entries;

    internal LeafTable(byte* entries, Vpn first)
    {
        _entries = entries;
        First = first;
    }

    /// <summary>The page that the first slot maps.</summary>
    public Vpn First { get; }

    /// <summary>The page-table lock.</summary>
    public KernelLock Ptl { get; } = new();

    /// <summary>A slot in memory.</summary>
    /// <param name="index">0 to the table's entries less one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NativeSlot<TPte> Slot<TPte>(int index) where TPte : struct, IPteFormat =>
        new(_entries + ((nint)index << EntryWidth<TPte>.Shift));

    /// <summary>The slot of a page that the table covers.</summary>
    public NativeSlot<TPte> SlotOf<TPte>(Vpn page) where TPte : struct, IPteFormat =>
        Slot<TPte>((int)(page.Value - First.Value));
}
