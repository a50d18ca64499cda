using Emulator.Engine.Memory;
using Emulator.Engine.Passes;

namespace Emulator.Engine.Tests.Stepping;

/// <summary>A pass over one VMA that a test drives one memory operation at a time.</summary>
internal abstract class SteppedPass
{
    /// <summary>What comes next.</summary>
    public abstract PassOp Next { get; }

    /// <summary>The page whose entry is next, or the first one of the table that is locked or released.</summary>
    public abstract Vpn Page { get; }

    /// <summary>Entries changed so far.</summary>
    public abstract ulong Changed { get; }

    /// <summary>From the first to the last page changed so far.</summary>
    public abstract VpnRange Touched { get; }

    /// <summary>Does the next operation.</summary>
    /// <returns>False: someone holds the lock, or hasn't answered; nothing happened.</returns>
    public abstract bool Do();

    /// <summary>Up to where an operation is next.</summary>
    public void StepTo(PassOp op) => StepUntil(() => Next == op);

    /// <summary>Up to the moment after the first entry was committed.</summary>
    public void StepUntilFirstChange() => StepUntil(() => Changed > 0);

    /// <summary>Up to the flush that is owed after the walk; to the end where none is.</summary>
    public void StepToOwedFlush() => StepUntil(() => IsOwedFlush || Next == PassOp.Over);

    public void StepToEnd() => StepTo(PassOp.Over);

    /// <summary>Whether what is next is the flush that is owed after the walk.</summary>
    protected abstract bool IsOwedFlush { get; }

    private void StepUntil(Func<bool> isThere)
    {
        while (!isThere())
            Assert.IsTrue(Do());
    }
}

/// <summary>What a stepped pass is to do.</summary>
/// <param name="Pages">Of the VMA.</param>
/// <param name="Record">Where dirty pages are recorded.</param>
/// <param name="Discipline">When to flush.</param>
/// <param name="AsMerged">Whether it goes by the merged code's rules.</param>
internal readonly record struct PassCall(
    VpnRange Pages, DirtyBitmap? Record, FlushDiscipline Discipline, bool AsMerged);

/// <summary>The engine's <see cref="PassOrder"/>, <see cref="TableOrder"/> and <see cref="EntryText"/> over real
/// tables.</summary>
internal sealed class SteppedPass<TPte, TPass> : SteppedPass
    where TPte : struct, IPteFormat
    where TPass : struct, IPtePass
{
    private readonly AddressSpace<TPte> _space;
    private readonly Vma _vma;
    private readonly PassCall _call;
    private readonly ISteppedFlush _flush;
    private readonly Queue<(LeafTable Table, VpnRange Pages)> _tables;
    private PassStep _step = PassStep.Begin;
    private PassStage _stage = PassStage.Lock;
    private EntrySteps _entry = new();
    private VpnRange _owed = VpnRange.Empty, _touched = VpnRange.Empty;
    private Vpn _page;
    private ulong _changed;
    private bool _issued;

    public SteppedPass(AddressSpace<TPte> space, Vma vma, PassCall call, ISteppedFlush flush)
    {
        (_space, _vma, _call, _flush) = (space, vma, call, flush);
        _tables = TablesOf(space.Tables, call.Pages);
    }

    public override PassOp Next => _step switch
    {
        PassStep.Begin => PassOp.Count,
        PassStep.Tables => NextInTable,
        PassStep.AskNested => PassOp.AskNested,
        PassStep.FlushOwed => NextOfFlush,
        PassStep.End => PassOp.Uncount,
        _ => PassOp.Over,
    };

    public override Vpn Page => Next is PassOp.Lock or PassOp.Unlock ? _tables.Peek().Pages.Start : _page;

    public override ulong Changed => _changed;

    public override VpnRange Touched => _touched;

    protected override bool IsOwedFlush => _step == PassStep.FlushOwed;

    private PassOp NextInTable => _stage switch
    {
        PassStage.Lock => PassOp.Lock,
        PassStage.Entries => _entry.Next,
        PassStage.Unlock => PassOp.Unlock,
        _ => NextOfFlush,
    };

    private PassOp NextOfFlush => _issued ? PassOp.Complete : PassOp.Issue;

    public override bool Do()
    {
        switch (Next)
        {
            case PassOp.Count: _space.BeginFlushPending(); break;
            case PassOp.Lock when !_tables.Peek().Table.Ptl.TryGlance(out _): return false;
            case PassOp.Lock: Lock(); break;
            case PassOp.Unlock: _tables.Peek().Table.Ptl.Exit(); break;
            case PassOp.AskNested: _owed = _space.IsFlushNested ? _call.Pages : _owed; break;
            case PassOp.Issue: Issue(); return true;
            case PassOp.Complete when !_flush.IsComplete: return false;
            case PassOp.Complete: _issued = false; break;
            case PassOp.Uncount: _space.EndFlushPending(); break;
            case PassOp.Over: return false;
            default: if (!StepEntry()) return true; break;
        }
        Advance();
        return true;
    }

    private void Lock()
    {
        _tables.Peek().Table.Ptl.Enter();
        _page = _tables.Peek().Pages.Start;
    }

    private void Issue()
    {
        _flush.Issue(_owed);
        (_owed, _issued) = (VpnRange.Empty, true);
    }

    // True: the entry is done.
    private bool StepEntry()
    {
        var (table, takes) = (_tables.Peek().Table, _entry.Next == PassOp.Start);
        var pgoffOfSlot0 = unchecked(table.First.Value - _vma.Start.Value + _vma.Pgoff);
        var memory = new SteppedEntry<TPte>(table, pgoffOfSlot0, _call.Record, ref _entry);
        _ = EntryText.Run<TPte, TPass, SteppedEntry<TPte>>(ref memory, (int)(_page.Value - table.First.Value));
        if (takes)
            _flush.Taken(_page);
        if (_entry.Next != PassOp.Over)
            return false;
        if (_entry.Committed)
            Note(new(_page, _page + 1));
        _entry = new();
        _page += 1;
        return true;
    }

    private void Note(VpnRange changed)
    {
        (_owed, _touched) = (_owed.Widen(changed), _touched.Widen(changed));
        _changed++;
    }

    private void Advance()
    {
        do
        {
            if (_step != PassStep.Tables || !IsInTables())
                _step = PassOrder.After(_step, _call.Discipline, _call.AsMerged);
        }
        while ((_step == PassStep.Tables && _tables.Count == 0) || (_step == PassStep.FlushOwed && _owed.IsEmpty));
    }

    // Goes on within the tables, if there is more to do.
    private bool IsInTables()
    {
        if (_tables.Count == 0)
            return false;
        var more = _page.Value < _tables.Peek().Pages.End.Value;
        _stage = TableOrder.After(_stage, _call.Discipline, !_owed.IsEmpty, more);
        if (_stage != PassStage.Done)
            return true;
        _tables.Dequeue();
        _stage = PassStage.Lock;
        return _tables.Count > 0;
    }

    private static Queue<(LeafTable, VpnRange)> TablesOf(PageTables<TPte> tables, VpnRange pages)
    {
        var found = new Queue<(LeafTable, VpnRange)>();
        var (left, cursor) = (pages, default(TableCursor));
        while (tables.TryNext(left, ref cursor, out var span))
        {
            left = new(span.Pages.End, left.End);
            if (span.Table is { } table)
                found.Enqueue((table, span.Pages));
        }
        return found;
    }
}
