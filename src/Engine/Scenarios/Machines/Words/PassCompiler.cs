using System.Numerics;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Passes;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines.Words;

/// <summary>Makes steps of <c>apply_as_clean</c> and <c>apply_as_wrprotect</c>: the engine's text of an entry in the
/// engine's order of a table and of a pass, an operation a step.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="code">Where the steps are emitted.</param>
/// <param name="inAtomic">Whether a flush is answered at once.</param>
/// <param name="clean">Which of the two.</param>
internal sealed class PassCompiler(World world, Code code, bool inAtomic, bool clean)
{
    private readonly Field _old = world.OfThreadOnce(code, "old", 3), _owed = world.OfThreadOnce(code, "owed", 2);

    private Pure Owes => new(c => c[_owed], [_owed]);

    /// <summary>Emits a pass.</summary>
    /// <param name="pages">A mask of the range.</param>
    /// <param name="asked">When to flush.</param>
    /// <param name="asMerged">Whether it goes by the merged code's rules.</param>
    public void Compile(ulong pages, FlushDiscipline asked, bool asMerged)
    {
        // A change that is one with its invalidation is so in its own step.
        var discipline = world.Model.Reach == FlushReach.BeforeUnlock ? FlushDiscipline.BeforeUnlock : asked;
        // Who flushes its whole range counts who else is under way; where nobody does, nobody counts.
        var pending = CountsPasses(world) ? world.Pending : null;
        code.Emit(new Set(_owed, Pure.Constant(0)));
        for (var step = PassStep.Begin; step != PassStep.Over; step = world.Parts.After(step, discipline, asMerged))
            Emit(step, pages, discipline, pending);
        if (!clean)
            code.Emit(new Also(c =>
                world.Flushes.PassEnded(c, code.Number, pages, discipline != FlushDiscipline.None)));
    }

    /// <summary>Whether some pass of a row flushes its whole range where it isn't alone, so that all are
    /// counted.</summary>
    public static bool CountsPasses(World world) => world.Text.Calls.Any(c => Vocabulary.Find(c.Word.Text) is PassWord
        && Texts.OptionOf(c, PassWord.Rules) == PassWord.AsMerged);

    private void Emit(PassStep step, ulong pages, FlushDiscipline discipline, Field? pending)
    {
        switch (step)
        {
            case PassStep.Begin when pending is not null: Count(pending, 1); break;
            case PassStep.Tables:
                foreach (var table in Tables(pages))
                    Table(table, discipline);
                break;
            case PassStep.AskNested when pending is not null: AskNested(pages, pending); break;
            case PassStep.FlushOwed: FlushOwed(); break;
            case PassStep.End when pending is not null: Count(pending, -1); break;
        }
    }

    private void AskNested(ulong pages, Field pending) =>
        code.Then(next => new($"{code.Thread} asks whether another pass is under way", c =>
        {
            if (c[pending].Bits > 1)
                c[_owed] = pages;
            c.Tell?.Invoke(new CpuEvent(CpuOp.CountsPasses) { Passes = (int)c[pending].Bits });
            return new(Outcome.Done, next);
        }, next) { Uses = [_owed], NeverBlocks = true });

    private void Count(Field pending, int by) => code.Then(next => new($"{code.Thread} counts its pass", c =>
    {
        c[pending] = c[pending].Bits + (ulong)by;
        c.Tell?.Invoke(new VariableEvent(Writes: true, pending.Name, (long)c[pending].Bits) { By = By.Pass,
            Change = by });
        return new(Outcome.Done, next);
    }, next) { NeverBlocks = true });

    private void FlushOwed()
    {
        var (owes, end) = (new Label(), new Label());
        code.Emit(new Test(Owes, owes, end));
        code.Mark(owes);
        new FlushCompiler(world, code, inAtomic, By.Pass)
            .Emit(new(c => Spanned(c[_owed].Bits), [_owed]), issues: true, completes: true, _owed);
        code.Mark(end);
    }

    // One hold of a table's lock: lock, entries, unlock, and where the discipline puts the flush.
    private void Table(List<int> pages, FlushDiscipline discipline)
    {
        var (n, stage) = (0, PassStage.Lock);
        while (stage != PassStage.Done)
        {
            switch (stage)
            {
                case PassStage.Lock: Lock(pages[0]); break;
                case PassStage.Entries: Entry(pages[n++]); break;
                case PassStage.FlushEntry or PassStage.FlushTable: FlushOwed(); break;
                case PassStage.Unlock: Unlock(pages[0]); break;
            }
            stage = world.Parts.After(stage, discipline, owes: true, more: n < pages.Count);
        }
    }

    private void Lock(int page) =>
        code.Then(next => new($"{code.Thread} locks the table of {world.Pages[page].Name}", c =>
        world.Locks.TryTake(c, world.Locks.Ptl(page), By.Pass, $"ptl({world.Pages[page].Name})")
            ? new(Outcome.Acquired, next)
            : Went.Blocked, next));

    private void Unlock(int page) =>
        code.Then(next => new($"{code.Thread} unlocks the table of {world.Pages[page].Name}", c =>
    {
        world.Locks.Release(c, world.Locks.Ptl(page), By.Pass, $"ptl({world.Pages[page].Name})");
        return new(Outcome.Done, next);
    }, next) { IsRelease = true, NeverBlocks = true });

    // Test, start, commit: a step each; where start isn't atomic, a read of its own.
    private void Entry(int page)
    {
        var done = new Label();
        Operation(page, 0, "tests", done, uses: [_owed], defines: []);
        var torn = world.Model.IsTorn(PteHelpers.GetAndClear);
        if (torn)
            ReadToStart(page);
        Operation(page, 1, "starts", done, uses: torn ? [_old, _owed] : [_owed], defines: torn ? [] : [_old]);
        Operation(page, 2, "commits", done, uses: [_old, _owed], defines: []);
        code.Mark(done);
    }

    private void ReadToStart(int page) =>
        code.Then(next => new($"{code.Thread} reads {world.Pages[page].Name} to start", c =>
        {
            c[_old] = c[world.Ptes[page]];
            c.Tell?.Invoke(new PteReadEvent(By.Pass, "start", world.Pages[page].Name, c[_old].Pte));
            return new(Outcome.Done, next);
        }, next) { Uses = [_owed], Defines = [_old], NeverBlocks = true });

    private void Operation(int page, int number, string verb, Label done, Field[] uses, Field[] defines) =>
        code.Then(next => new($"{code.Thread} {verb} {world.Pages[page].Name}", c =>
        {
            var before = c[world.Ptes[page]].Pte;
            var entry = new ExploredEntry(world, c, page, number, _old);
            var wanted = world.Model.PassEntry(clean, ref entry);
            if (entry.Committed is { } changed)
                Commit(c, page, changed, entry.Records);
            c.Tell?.Invoke(Told(c, page, number, wanted, before));
            return new(Outcome.Done, wanted ? next : done);
        }, next, done) { Uses = uses, Defines = defines, NeverBlocks = true });

    private void Commit(Context c, int page, Pte changed, bool records)
    {
        world.Install(c, page, changed);
        c[_owed] = c[_owed].Bits | 1UL << page;
        if (records)
            world.Record(c, page, By.Pass);
    }

    private Event Told(Context c, int page, int operation, bool wanted, Pte before)
    {
        var (name, after) = (world.Pages[page].Name, c[world.Ptes[page]].Pte);
        return operation switch
        {
            0 => new PteReadEvent(By.Pass, "test", name, before) { IsWanted = wanted, Cleans = clean },
            1 => new PteWriteEvent(By.Pass, "start", name, c[_old].Pte, before, after),
            _ => new PteWriteEvent(By.Pass, "commit", name, c[_old].Pte, before, after) { Records = clean },
        };
    }

    // From the first to the last entry touched.
    private static ulong Spanned(ulong touched)
    {
        if (touched == 0)
            return 0;
        var (first, last) = (BitOperations.TrailingZeroCount(touched), 63 - BitOperations.LeadingZeroCount(touched));
        return (ulong.MaxValue >> (63 - last)) & (ulong.MaxValue << first);
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
