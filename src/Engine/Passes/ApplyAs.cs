using Emulator.Engine.Memory;

namespace Emulator.Engine.Passes;

/// <summary>Applies a pass to every entry that maps a range of a mapping. Linux: <c>apply_as_range</c> as posted in
/// 2019, today <c>mm/mapping_dirty_helpers.c</c>.</summary>
/// <remarks>
/// (a) Every entry dirty at the start of <see cref="Clean"/> is recorded. (b) An entry dirtied later stays dirty, is
/// recorded, or both. Nothing is promised of stores through stale TLB entries until the flush is complete: whoever acts
/// on the record acts after it.
/// </remarks>
/// <param name="space">The VMAs that map the mapping.</param>
/// <param name="tlbs">Where flushes go.</param>
/// <param name="rules">Which VMAs are walked.</param>
/// <param name="discipline">When to flush.</param>
/// <param name="warn">Told, in one line each, of what was left alone because a precondition was broken.</param>
public sealed class ApplyAs<TPte>(AddressSpace<TPte> space, ITlbShootdown tlbs, ApplyRules rules,
    FlushDiscipline discipline, Action<string>? warn = null)
    where TPte : struct, IPteFormat
{
    /// <summary>Write-protects every writable entry of a range. Linux: <c>apply_as_wrprotect</c>.</summary>
    /// <param name="range">In page offsets; clipped to each VMA.</param>
    public PassResult WriteProtect(PgoffRange range) => Range<WriteProtect>(range, null);

    /// <summary>Cleans every dirty entry of a range and records its page offset. Linux:
    /// <c>apply_as_clean</c>.</summary>
    /// <param name="range">In page offsets; clipped to each VMA.</param>
    /// <param name="record">Has a bit for every page of the range that is walked. Bits are only ever set.</param>
    /// <exception cref="ArgumentException">The bitmap doesn't cover a page of the range; nothing was
    /// changed.</exception>
    public PassResult Clean(PgoffRange range, DirtyBitmap record)
    {
        foreach (var vma in space.Vmas.Where(v => rules.Judge(v.Flags) == VmaVerdict.Walk))
            CheckCovered(vma.Offsets.Intersect(range), record);
        return Range<Clean>(range, record);
    }

    /// <summary>One round of Linux' soft-dirty: writing 4 to <c>/proc/PID/clear_refs</c>, with the pages that were
    /// soft-dirty recorded. It walks every VMA and flushes the whole address space once, at its end.</summary>
    public PassResult ClearRefs(DirtyBitmap record)
    {
        space.BeginFlushPending();
        var result = default(PassResult);
        foreach (var vma in space.Vmas)
        {
            var pass = Over<ClearSoftDirty>(vma, vma.Pages, record,
                discipline == FlushDiscipline.BeforeUnlock ? discipline : FlushDiscipline.Batched);
            pass.Run().Omit("the whole address space is flushed below");
            result = Add(result, vma, pass.Changed, pass.Touched);
        }
        tlbs.FlushAll();
        space.EndFlushPending();
        return result;
    }

    internal VmaPass<TPte, TPass> Over<TPass>(Vma vma, VpnRange pages, DirtyBitmap? record, FlushDiscipline when)
        where TPass : struct, IPtePass =>
        new(space, vma, pages, record, when, tlbs, warn);

    private PassResult Range<TPass>(PgoffRange range, DirtyBitmap? record) where TPass : struct, IPtePass
    {
        var result = default(PassResult);
        foreach (var vma in space.Vmas)
        {
            var offsets = vma.Offsets.Intersect(range);
            if (offsets.IsEmpty)
                continue;
            switch (rules.Judge(vma.Flags))
            {
                case VmaVerdict.Walk: result = Walk<TPass>(result, vma, vma.ToPages(offsets), record); break;
                case VmaVerdict.Refuse: warn?.Invoke(VmaRules.Refusal(vma)); break;
                case VmaVerdict.Stop: return result;
            }
        }
        return result;
    }

    private PassResult Walk<TPass>(PassResult result, Vma vma, VpnRange pages, DirtyBitmap? record)
        where TPass : struct, IPtePass
    {
        var pass = Over<TPass>(vma, pages, record, discipline);
        var owed = FlushRange.Nothing;
        for (var step = PassStep.Begin; step != PassStep.Over; step = PassOrder.After(step, discipline, IsMerged))
            switch (step)
            {
                case PassStep.Begin: space.BeginFlushPending(); break;
                case PassStep.Tables: owed = pass.Run(); break;
                case PassStep.AskNested: owed = space.IsFlushNested ? new(pages) : owed; break;
                case PassStep.FlushOwed: owed.Broadcast(tlbs); break;
                case PassStep.End: space.EndFlushPending(); break;
            }
        return Add(result, vma, pass.Changed, pass.Touched);
    }

    private bool IsMerged => rules == ApplyRules.AsMerged;

    private static PassResult Add(PassResult result, Vma vma, ulong changed, VpnRange touched) => changed == 0
        ? result
        : result.With(changed, new(vma.ToPgoff(touched.Start), vma.ToPgoff(touched.End)));

    private static void CheckCovered(PgoffRange offsets, DirtyBitmap record)
    {
        if (!offsets.IsEmpty && (offsets.Start < record.Pgoff || offsets.End > record.Offsets.End))
            throw new ArgumentException(
                $"the bitmap has bits for the page offsets {record.Pgoff} to {record.Offsets.End} (excluded); "
                + $"the range maps {offsets.Start} to {offsets.End}");
    }
}
