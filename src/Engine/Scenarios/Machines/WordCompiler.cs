using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>Makes steps of the vocabulary's words.</summary>
/// <param name="world">The machine's fields.</param>
/// <param name="code">Where the steps are emitted.</param>
/// <param name="pageOf">The number of a page.</param>
/// <param name="inAtomic">Whether a flush is answered at once.</param>
/// <param name="seenOf">Where what a page's fault saw is kept; null outside that page's fault.</param>
internal sealed class WordCompiler(World world, Code code, Func<Name, int> pageOf, bool inAtomic, Func<int, Field?> seenOf)
{
    /// <summary>Emits a word's steps.</summary>
    /// <param name="call">The word and its arguments.</param>
    /// <param name="expressions">For its arguments.</param>
    /// <param name="into">Where its answer goes; null: nowhere.</param>
    public void Compile(Call call, ExpressionCompiler expressions, Field? into)
    {
        var word = call.Word.Text;
        var given = call.Arguments.Where(a => a.Option is null).ToList();
        if (!inAtomic && word is "set_pte_at" or "ptep_modify_prot_commit" && world.Buffers.TakesPlain(code.Number))
            world.Buffers.AwaitRoom(code);
        else if (!inAtomic && Vocabulary.Find(word) is { OnlyReads: false })
            world.Buffers.Fence(code);
        if (word is "smp_mb" or "mm_load" or "mm_unload")
            OfCore(word);
        else if (word.StartsWith("flush_tlb", StringComparison.Ordinal))
            Flush(word, given);
        else if (Vocabulary.Find(word) is { IsPass: true })
            new PassCompiler(world, code, inAtomic).Compile(word == "apply_as_clean", PagesOf(given[0]), Texts.OptionOf(call, "flush"), Texts.OptionOf(call, "rules"));
        else if (word == "make_writable")
            MakeWritable(PageOf(given[0]), seenOf(PageOf(given[0])));
        else if (FrameWords.Knows(word))
            new FrameWords(world, code, pageOf).Compile(call, given, expressions, into);
        else if (word is "act_recorded" or "protected")
            Recorded(word, given);
        else
            Simple(call, PageOf(given[0]), [.. given.Skip(1).Select(a => expressions.Lower(a.Value))], into);
    }

    /// <summary>A word that only reads, without a step of its own.</summary>
    public Pure Reading(Call call)
    {
        var (word, page) = (call.Word.Text, PageOf(call.Arguments[0]));
        return new(c => Read(c, word, page), []);
    }

    /// <summary>Emits the tail of a write fault.</summary>
    public void MakeWritable(int page, Field? seen)
    {
        var ptl = world.Locks.Ptl(page);
        var name = world.Pages[page].Name;
        var takes = !world.Has(Defect.MakeWritableTakesNoLock);
        if (takes)
            code.Then(next => new($"{code.Thread} locks ptl({name}) to make it writable", c =>
            {
                if (!world.Locks.TryTake(c, ptl))
                    return Went.Blocked;
                c.Tell?.Invoke($"{code.Thread} takes ptl({name})");
                return new(Outcome.Acquired, next);
            }, next));
        var later = world.Model.IsTorn(PteHelpers.SetAccessFlags) ? world.OfThreadOnce(code, "wanted") : null;
        if (later is not null)
            code.Then(next => new($"{code.Thread} reads {name} to make it writable", c =>
            {
                c[later] = default(Pte);
                var slot = world.SlotOf(c, page, later);
                _ = world.Model.MakeWritable(ref slot, seen is null ? null : c[seen].Pte);
                c.Tell?.Invoke($"{code.Thread} reads page {name} to make it writable: {Say.Entry(world, c[world.Ptes[page]].Pte)}");
                return new(Outcome.Done, next);
            }, next) { Uses = seen is null ? [] : [seen], Defines = [later], NeverBlocks = true });
        code.Then(next => new($"{code.Thread} makes {name} writable", c =>
        {
            var before = c[world.Ptes[page]].Pte;
            var made = later is null ? Make(c) : StoreWanted(c, page, c[later].Pte);
            if (!world.Has(Defect.MakeWritableKeepsTheOwnEntry))
                world.Flushes.Drop(c, code.Number, 1UL << page);
            if (takes)
                c[ptl] = false;
            if (made)
                c[world.Armed] = c[world.Armed].Bits & ~(1UL << page);
            c.Tell?.Invoke(made ? $"{code.Thread} makes page {name} writable: {Say.Change(world, before, c[world.Ptes[page]].Pte)}"
                : $"{code.Thread} leaves page {name}: {(world.Model.IsPresent(before) ? "it isn't what the fault saw" : "it isn't present")}");
            return new(Outcome.Done, next);
        }, next) { Uses = later is not null ? [later] : seen is null ? [] : [seen], NeverBlocks = true });

        bool Make(Context c)
        {
            var slot = world.SlotOf(c, page);
            return world.Model.MakeWritable(ref slot, seen is null || world.Has(Defect.MakeWritableDoesNotLookAgain) ? null : c[seen].Pte);
        }
    }

    // A core's own: a barrier, which has waited already; the mm that it runs on.
    private void OfCore(string word) => code.Then(next => new($"{code.Thread} {word}", c =>
    {
        if (word != "smp_mb")
            world.Flushes.Load(c, code.Number, word == "mm_load");
        c.Tell?.Invoke($"{code.Thread} {word}()");
        return new(Outcome.Done, next);
    }, next) { NeverBlocks = true });

    private bool StoreWanted(Context c, int page, Pte wanted)
    {
        if (wanted != default)
            world.Write(c, page, wanted);
        return wanted != default;
    }

    private int PageOf(Argument argument) => pageOf(((Reference)argument.Value).Name);

    private ulong PagesOf(Argument argument)
    {
        var first = PageOf(argument);
        var last = argument.To is { } to ? pageOf(to) : first;
        ulong pages = 0;
        for (var page = first; page <= last; page++)
            pages |= 1UL << page;
        return pages;
    }

    private void Flush(string word, List<Argument> given)
    {
        var pages = given.Count == 0 ? world.Flushes.All : PagesOf(given[0]);
        var flush = new FlushCompiler(world, code, inAtomic);
        if (word == "flush_tlb_local")
            code.Then(next => new($"{code.Thread} flushes {Say.Pages(world, pages)} locally", c =>
            {
                world.Flushes.Drop(c, code.Number, pages);
                c.Tell?.Invoke($"{code.Thread} drops {Say.Pages(world, pages)} from its own TLB");
                return new(Outcome.Done, next);
            }, next) { NeverBlocks = true });
        else
            flush.Emit(Pure.Constant(pages), word != "flush_tlb_complete", word != "flush_tlb_issue");
    }

    private void Recorded(string word, List<Argument> given)
    {
        var pages = given.Count == 0 ? 0 : PagesOf(given[0]);
        code.Then(next => new($"{code.Thread} {word}", c =>
        {
            if (word == "protected")
                world.Flushes.Arm(c, pages);
            else
                Say.Taken(world, c, code.Thread);
            if (word == "act_recorded")
                world.ActRecorded(c);
            else
                c.Tell?.Invoke($"{code.Thread} says that no store may reach {Say.Pages(world, pages)} from here on");
            return new(Outcome.Done, next);
        }, next) { NeverBlocks = true });
    }

    private void Simple(Call call, int page, IReadOnlyList<Pure> values, Field? into)
    {
        var word = call.Word.Text;
        var said = $"{word}({string.Join(", ", call.Arguments.Skip(1).Select(a => Texts.Spell(a.Value)).Prepend(world.Pages[page].Name))})";
        var kept = ReadsFirst(word) ? word is "ptep_set_wrprotect" or "ptep_set_access_flags" ? world.OfThreadOnce(code, "read") : into : null;
        if (kept is not null)
            code.Then(next => new($"{code.Thread} reads {world.Pages[page].Name} for {word}", c =>
            {
                c[kept] = c[world.Ptes[page]];
                c.Tell?.Invoke($"{code.Thread} reads page {world.Pages[page].Name} for {word}: {Say.Entry(world, c[kept].Pte)}");
                return new(Outcome.Done, next);
            }, next) { Defines = [kept], NeverBlocks = true });
        code.Then(next => new($"{code.Thread} {word}({world.Pages[page].Name})", c =>
        {
            var before = c[world.Ptes[page]].Pte;
            var answer = kept is null ? Do(c, word, page, values) : StoreLater(c, word, page, c[kept].Pte, values);
            if (into is not null && kept is null)
                c[into] = answer;
            c.Tell?.Invoke($"{code.Thread} {said}{Say.Result(world, call, answer, before, c[world.Ptes[page]].Pte)}");
            return new(Outcome.Done, next);
        }, next)
        {
            Uses = [.. values.SelectMany(v => v.Uses), .. kept is null ? Array.Empty<Field>() : [kept]],
            Defines = into is null || kept is not null ? [] : [into],
            NeverBlocks = true,
        });
    }

    // A helper that isn't atomic is a read and a later store.
    private bool ReadsFirst(string word) => word switch
    {
        "ptep_get_and_clear" or "ptep_modify_prot_start" => world.Has(Defect.ExchangeIsTwoSteps) || world.Model.IsTorn(PteHelpers.GetAndClear),
        "ptep_set_wrprotect" => world.Model.IsTorn(PteHelpers.SetWriteProtect),
        "ptep_set_access_flags" => world.Model.IsTorn(PteHelpers.SetAccessFlags),
        _ => false,
    };

    private Cell StoreLater(Context c, string word, int page, Pte read, IReadOnlyList<Pure> values)
    {
        world.Install(c, page, word switch
        {
            "ptep_get_and_clear" => world.Model.Empty,
            "ptep_modify_prot_start" => world.Model.Started(read),
            "ptep_set_access_flags" => world.Model.Merged(read, values[0].Of(c).Pte),
            _ => world.Model.Formula("pte_wrprotect")(read),
        });
        return read;
    }

    private Cell Read(Context c, string word, int page) => word switch
    {
        "ptep_get" => world.Buffers.SeenEntry(c, code.Number, page),
        "page_dirty" => c[world.PageDirty[world.Pages[page].Frame]],
        "storage_key_dirty" => c[world.KeyOf(c, page)],
        _ => c[world.Records[world.Pages[page].Frame]],
    };

    private Cell Do(Context c, string word, int page, IReadOnlyList<Pure> values)
    {
        switch (word)
        {
            case "ptep_get" or "page_dirty" or "recorded" or "storage_key_dirty": return Read(c, word, page);
            case "ptep_get_and_clear": return world.Exchange(c, page, world.Model.Empty);
            case "ptep_modify_prot_start": return world.Start(c, page);
            case "ptep_modify_prot_commit": StorePlainly(c, page, values[1].Of(c)); break;
            case "set_pte_at": StorePlainly(c, page, values[0].Of(c)); break;
            case "ptep_cmpxchg": return CompareExchange(c, page, values[0].Of(c), values[1].Of(c));
            case "ptep_set_wrprotect": world.Exchange(c, page, world.Model.Formula("pte_wrprotect")(c[world.Ptes[page]].Pte)); break;
            case "ptep_set_access_flags": world.Install(c, page, world.Model.Merged(c[world.Ptes[page]].Pte, values[0].Of(c).Pte)); break;
            case "set_page_dirty": world.SetPageDirty(c, page); break;
            case "test_and_clear_page_dirty": return TestAndClear(c, world.PageDirty[world.Pages[page].Frame]);
            case "test_and_clear_storage_key": return TestAndClear(c, world.KeyOf(c, page));
            case "record": world.Record(c, page); break;
            case "clear_record": c[world.Records[world.Pages[page].Frame]] = false; break;
            case "act": world.Act(c, page); break;
            default: throw new InvalidOperationException($"{word} has no step");
        }
        return default;
    }

    private void StorePlainly(Context c, int page, Cell pte)
    {
        if (!inAtomic && world.Buffers.TakesPlain(code.Number))
            world.Buffers.PutEntry(c, code.Number, page, pte);
        else
            world.Install(c, page, pte);
    }

    private Cell CompareExchange(Context c, int page, Cell old, Cell then)
    {
        var found = c[world.Ptes[page]].Pte;
        if (found.Value == old.Bits)
        {
            world.Install(c, page, then);
            if (world.Model.Reach == FlushReach.Synchronous)
                world.Flushes.DropEverywhere(c, 1UL << page);
        }
        return found;
    }

    private static Cell TestAndClear(Context c, Field flag)
    {
        var was = c[flag];
        c[flag] = false;
        return was;
    }
}
