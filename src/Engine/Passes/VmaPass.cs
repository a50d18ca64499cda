using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>A pass over one VMA: table by table, lock, entries, unlock, in page order.</summary>
/// <remarks>In the order of <see cref="TableOrder"/>, each entry by <see cref="EntryText"/>.</remarks>
internal sealed unsafe class VmaPass<TPte, TPass>(AddressSpace<TPte> space, Vma vma, VpnRange pages,
    DirtyBitmap? record, FlushDiscipline discipline, ITlbShootdown tlbs, Action<string>? warn)
    where TPte : struct, IPteFormat
    where TPass : struct, IPtePass
{
    private readonly PageTables<TPte> _tables = space.Tables;
    private VpnRange _left = pages;
    private LeafTable? _table;
    private byte* _entries;
    private VpnRange _owed = VpnRange.Empty;
    private TableCursor _cursor;
    private int _slot, _to;
    private PassStage _stage;
    private bool _isLocked;

    /// <summary>Entries changed so far.</summary>
    public ulong Changed { get; private set; }

    /// <summary>From the first to the last page changed so far.</summary>
    public VpnRange Touched { get; private set; } = VpnRange.Empty;

    /// <summary>Walks to the end.</summary>
    /// <returns>The flush that is still owed.</returns>
    public FlushRange Run()
    {
        try
        {
            Walk();
        }
        catch
        {
            // A plugin threw: cores that wait for the table go on, and end.
            if (_isLocked)
                Table.Ptl.Exit();
            throw;
        }
        return Owed();
    }

    private void Walk()
    {
        for (_stage = NextTable(); _stage != PassStage.Done; _stage = After())
        {
            switch (_stage)
            {
                case PassStage.Lock: Lock(); break;
                case PassStage.Entries: Entries(); break;
                default: Perform(); break;
            }
        }
    }

    private LeafTable Table => _table ?? throw new UnreachableException("no table was come to yet");

    private void Lock()
    {
        Table.Ptl.Enter();
        _isLocked = true;
    }

    private void Unlock()
    {
        _isLocked = false;
        Table.Ptl.Exit();
    }

    private FlushRange Owed()
    {
        var owed = new FlushRange(_owed);
        _owed = VpnRange.Empty;
        return owed;
    }

    private PassStage After()
    {
        var next = TableOrder.After(_stage, discipline, !_owed.IsEmpty, _slot < _to);
        return next == PassStage.Done ? NextTable() : next;
    }

    private PassStage NextTable()
    {
        var (left, cursor) = (_left, _cursor);
        while (_tables.TryNext(left, ref cursor, out var span))
        {
            left = new(span.Pages.End, left.End);
            if (span.Table is not { } table)
                warn?.Invoke($"the page at 0x{span.Pages.Start.Value:x} is mapped huge: a huge page is not split; it "
                    + "was left alone");
            else if (!NothingIsWanted(span, table))
            {
                (_left, _cursor, _table, _slot, _to) = (left, cursor, table, span.From, span.To);
                _entries = span.Entries;
                return PassStage.Lock;
            }
        }
        return PassStage.Done;
    }

    // A test of every entry as if under the lock, which costs more than the test. True: the table is done.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NothingIsWanted(in TableSpan span, LeafTable table) =>
        table.Ptl.TryGlance(out var glance)
        && TableScan.NextWanted<TPte, TPass>(span.Entries, span.From & -TableScan.Block, span.To) >= span.To
        && table.Ptl.WasFreeSince(glance);

    private void Perform()
    {
        switch (_stage)
        {
            case PassStage.Unlock: Unlock(); break;
            case PassStage.FlushEntry or PassStage.FlushTable: Owed().Broadcast(tlbs); break;
        }
    }

    // To the end of the table; with a flush per entry, to the next changed one.
    private void Entries()
    {
        var entries = _entries;
        var (slot, to) = (_slot, _to);
        for (var changed = 0UL; slot < to && (changed == 0 || discipline != FlushDiscipline.PerPte);)
        {
            var block = TableScan.NextWanted<TPte, TPass>(entries, slot & -TableScan.Block, to);
            if (block >= to)
            {
                slot = to;
                break;
            }
            var wanted = TableScan.Wanted<TPte, TPass>(At(entries, block)) & Between(slot - block, to - block);
            slot = block + TableScan.Block;
            changed = Block(At(entries, block), block, wanted, ref slot);
        }
        _slot = slot;
    }

    // The entries of a block that the scan saw. Its changed slots.
    private ulong Block(byte* entries, int block, ulong wanted, ref int next)
    {
        var memory = new NativeEntries<TPte>(entries);
        for (; wanted != 0; wanted &= wanted - 1)
        {
            var slot = BitOperations.TrailingZeroCount(wanted);
            if (!EntryText.Run<TPte, TPass, NativeEntries<TPte>>(ref memory, slot)
                || discipline != FlushDiscipline.PerPte)
                continue;
            next = block + slot + 1;
            break;
        }
        record?.Set(unchecked(PgoffOfSlot0 + (ulong)block), memory.Recorded);
        if (memory.Changed != 0)
            Note(block + BitOperations.TrailingZeroCount(memory.Changed),
                block + 64 - BitOperations.LeadingZeroCount(memory.Changed),
                (ulong)BitOperations.PopCount(memory.Changed));
        return memory.Changed;
    }

    private void Note(int first, int end, ulong changed)
    {
        var touched = new VpnRange(Table.First + (ulong)first, Table.First + (ulong)end);
        _owed = _owed.Widen(touched);
        Touched = Touched.Widen(touched);
        Changed += changed;
    }

    // The page offset that the table's slot 0 would have; it may lie before the mapping, so this wraps.
    private ulong PgoffOfSlot0 => unchecked(Table.First.Value - vma.Start.Value + vma.Pgoff);

    private static byte* At(byte* entries, int slot) => entries + ((nint)slot << EntryWidth<TPte>.Shift);

    private static ulong Between(int from, int to) =>
        (to >= TableScan.Block ? ulong.MaxValue : (1UL << to) - 1) & (ulong.MaxValue << Math.Max(from, 0));
}
