using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes steps of <c>apply_as_clean</c> and <c>apply_as_wrprotect</c>: the engine's text of an entry and its order of a table,
/// an operation a step.</summary>
internal sealed class PassCompiler(World world, Code code, bool inAtomic)
{
    private readonly Field _old = world.OfThreadOnce(code, "old", 3), _owed = world.OfThreadOnce(code, "owed", 2);

    /// <summary>Emits a pass.</summary>
    /// <param name="clean">Which of the two.</param>
    /// <param name="pages">A mask of the range.</param>
    /// <param name="flush">The flush discipline, as the scenario spells it.</param>
    /// <param name="rules">Which rules, as the scenario spells them.</param>
    public void Compile(bool clean, ulong pages, string flush, string rules)
    {
        var discipline = flush switch
        {
            "per_pte" => FlushDiscipline.PerPte,
            "per_table" => FlushDiscipline.PerTable,
            "none" => FlushDiscipline.None,
            _ => FlushDiscipline.Batched,
        };
        var pending = world.Text.Calls.Any(c => Vocabulary.Find(c.Word.Text) is { IsPass: true } && Texts.OptionOf(c, "rules") == "as_merged") ? world.Pending : null;
        code.Emit(new Set(_owed, Pure.Constant(0)));
        if (world.Has(Defect.PassFlushesBeforeTheWalk) && discipline != FlushDiscipline.None)
            new FlushCompiler(world, code, inAtomic).Emit(Pure.Constant(pages), issues: true, completes: true);
        if (pending is not null)
            Count(pending, 1);
        foreach (var table in Tables(pages))
            Table(clean, table, discipline);
        if (discipline != FlushDiscipline.None && !world.Has(Defect.PassNeverFlushes) && !world.Has(Defect.PassFlushesBeforeTheWalk))
            Last(pages, rules == "as_merged" ? pending : null);
        if (pending is not null)
            Count(pending, -1);
        if (!clean)
            code.Emit(new Also(c => world.Flushes.PassEnded(c, code.Number, pages, discipline != FlushDiscipline.None)));
    }

    // What is owed after the walk; a pass that isn't alone flushes its whole range (mm_tlb_flush_nested).
    private void Last(ulong pages, Field? pending)
    {
        var (owes, end) = (new Label(), new Label());
        if (pending is not null && !world.Has(Defect.NestedPassFlushesWhatItTouched))
            code.Then(next => new($"{code.Thread} asks whether another pass is under way", c =>
            {
                var nested = c[pending].Bits > 1;
                if (nested)
                    c[_owed] = pages;
                c.Tell?.Invoke($"{code.Thread} sees {c[pending].Bits} pass{(nested ? "es" : "")} under way{(nested ? ": it will flush its whole range" : "")}");
                return new(Outcome.Done, next);
            }, next) { Uses = [_owed], NeverBlocks = true });
        code.Emit(new Test(new(c => c[_owed], [_owed]), owes, end));
        code.Mark(owes);
        EmitFlush();
        code.Mark(end);
    }

    private void EmitFlush() => new FlushCompiler(world, code, inAtomic).Emit(new(c => Spanned(c[_owed].Bits), [_owed]), issues: true, completes: true, _owed);

    private void Count(Field pending, int by) => code.Then(next => new($"{code.Thread} counts its pass", c =>
    {
        c[pending] = c[pending].Bits + (ulong)by;
        c.Tell?.Invoke($"{code.Thread} {(by > 0 ? "raises" : "lowers")} tlb_flush_pending to {c[pending].Bits}");
        return new(Outcome.Done, next);
    }, next) { NeverBlocks = true });

    // One hold of a table's lock: lock, entries, unlock, and where the discipline puts the flush.
    private void Table(bool clean, List<int> pages, FlushDiscipline discipline)
    {
        var ptl = world.Locks.Ptl(pages[0]);
        var locks = !world.Has(Defect.PassTakesNoLock);
        Pure owes = new(c => c[_owed], [_owed]);
        if (locks)
            code.Then(next => new($"{code.Thread} locks the table of {world.Pages[pages[0]].Name}", c =>
            {
                if (!world.Locks.TryTake(c, ptl))
                    return Went.Blocked;
                c.Tell?.Invoke($"{code.Thread} takes ptl({world.Pages[pages[0]].Name})");
                return new(Outcome.Acquired, next);
            }, next));
        for (var n = 0; n < pages.Count; n++)
        {
            var (more, done) = (n + 1 < pages.Count, new Label());
            Entry(clean, pages[n], done);
            code.Mark(done);
            Branch(TableOrder.After(PassStage.Entries, discipline, owes: true, more) == PassStage.FlushEntry, owes);
        }
        if (locks)
            code.Then(next => new($"{code.Thread} unlocks the table of {world.Pages[pages[0]].Name}", c =>
            {
                c[ptl] = false;
                c.Tell?.Invoke($"{code.Thread} releases ptl({world.Pages[pages[0]].Name})");
                return new(Outcome.Done, next);
            }, next) { IsRelease = true, NeverBlocks = true });
        Branch(TableOrder.After(PassStage.Unlock, discipline, owes: true, more: false) == PassStage.FlushTable, owes);
    }

    private void Branch(bool flushes, Pure owes)
    {
        if (!flushes || world.Has(Defect.PassNeverFlushes))
            return;
        var (yes, no) = (new Label(), new Label());
        code.Emit(new Test(owes, yes, no));
        code.Mark(yes);
        EmitFlush();
        code.Mark(no);
    }

    private void Entry(bool clean, int page, Label done)
    {
        string[] names = ["tests", "starts", "commits"];
        for (var operation = 0; operation < names.Length; operation++)
        {
            var n = operation;
            if (n == 1 && world.Model.IsTorn(PteHelpers.GetAndClear))
                code.Then(next => new($"{code.Thread} reads {world.Pages[page].Name} to start", c =>
                {
                    c[_old] = c[world.Ptes[page]];
                    c.Tell?.Invoke($"{code.Thread} reads page {world.Pages[page].Name} to start on it: {Say.Entry(world, c[_old].Pte)}");
                    return new(Outcome.Done, next);
                }, next) { Uses = [_owed], Defines = [_old], NeverBlocks = true });
            code.Then(next => new($"{code.Thread} {names[n]} {world.Pages[page].Name}", c =>
            {
                var before = c[world.Ptes[page]].Pte;
                var entry = new ExploredEntry(world, c, page, n, _old);
                var wanted = world.Model.PassEntry(clean, ref entry);
                if (entry.Committed is { } changed)
                    Commit(c, page, changed, entry.Records);
                Tell(c, clean, page, n, wanted, before);
                return new(Outcome.Done, wanted ? next : done);
            }, next, done) { Uses = n == 2 || (n == 1 && world.Model.IsTorn(PteHelpers.GetAndClear)) ? [_old, _owed] : [_owed], Defines = n == 1 && !world.Has(Defect.CommitsWhatTheTestRead) && !world.Model.IsTorn(PteHelpers.GetAndClear) ? [_old] : [], NeverBlocks = true });
        }
    }

    private void Commit(Context c, int page, Pte changed, bool records)
    {
        world.Install(c, page, changed);
        c[_owed] = c[_owed].Bits | 1UL << page;
        if (records && !world.Has(Defect.PassRecordsNothing) && !(world.Has(Defect.PassForgetsToRecordTheLastPage) && page == world.Pages.Count - 1))
            world.Record(c, page);
    }

    private void Tell(Context c, bool clean, int page, int operation, bool wanted, Pte before)
    {
        if (c.Tell is null)
            return;
        var name = world.Pages[page].Name;
        c.Tell(operation switch
        {
            0 => $"{code.Thread} tests page {name}: {(clean ? wanted ? "dirty" : "not dirty" : wanted ? "writable" : "not writable")} ({Say.Entry(world, before)})",
            1 => $"{code.Thread} starts on page {name}: {Say.Change(world, before, c[world.Ptes[page]].Pte)}",
            _ => $"{code.Thread} commits page {name}{(clean ? " and records it" : "")}: {Say.Change(world, before, c[world.Ptes[page]].Pte)}",
        });
    }

    // From the first to the last entry touched.
    private ulong Spanned(ulong touched)
    {
        if (touched == 0)
            return 0;
        var (first, last) = (System.Numerics.BitOperations.TrailingZeroCount(touched), 63 - System.Numerics.BitOperations.LeadingZeroCount(touched));
        if (world.Has(Defect.PassFlushesOnePageTooFew))
            last--;
        if (world.Has(Defect.PassFlushesTheFirstPageAlone))
            last = first;
        return last < first ? 0 : (ulong.MaxValue >> (63 - last)) & (ulong.MaxValue << first);
    }

    private IEnumerable<List<int>> Tables(ulong pages)
    {
        var run = new List<int>();
        for (var page = 0; page < world.Pages.Count; page++)
        {
            if ((pages >> page & 1) == 0)
                continue;
            if (run.Count > 0 && world.Pages[run[^1]].Table != world.Pages[page].Table)
            {
                yield return run;
                run = [];
            }
            run.Add(page);
        }
        if (run.Count > 0)
            yield return run;
    }
}
