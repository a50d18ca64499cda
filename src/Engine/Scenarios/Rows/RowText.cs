using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Rows;

/// <summary>A scenario with one value for each parameter: ruled-out branches are gone.</summary>
internal sealed class RowText
{
    private readonly int[] _leaders;
    private readonly bool _changesFlush;

    /// <summary>Fills a row in.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="row">One of its rows.</param>
    /// <param name="folds">Whether threads with the same text are told to be alike.</param>
    /// <param name="changesFlush">Whether whoever changes an entry sends a flush.</param>
    public RowText(Scenario scenario, Row row, bool folds, bool changesFlush = false)
    {
        (Scenario, Row, _changesFlush) = (scenario, row, changesFlush);
        Asserts = [.. scenario.Asserts];
        var filling = new Filling(scenario, row);
        MkWrite = scenario.MkWrite is { } handler ? handler with { Body = filling.Of(handler.Body) } : null;
        HandlerVariables = MkWrite is null ? [] : VariablesOf(scenario.MkWrite?.Body);
        Threads = [.. scenario.Threads.Select(t => Described(new(t.Name, filling.Of(t.Body), VariablesOf(t.Body))))];
        Calls = [.. Threads.SelectMany(t => Texts.Calls(t.Body))
            .Concat(MkWrite is null ? [] : Texts.Calls(MkWrite.Body))];
        LockNames = [.. Threads.Select(t => t.Body).Concat(MkWrite is null ? [] : [MkWrite.Body])
            .SelectMany(Texts.Statements).OfType<LockStatement>()
            .Where(l => l.Lock.Kind.Text != LockName.Ptl).Select(l => l.Lock.Kind.Text).Distinct()];
        Marks = scenario.Marks ?? DefaultMarks();
        _leaders = [.. Enumerable.Range(0, Threads.Count).Select(n => folds ? Leader(n) : n)];
    }

    public Scenario Scenario { get; }

    public Row Row { get; }

    public List<Property> Asserts { get; }

    public IReadOnlyList<RowThread> Threads { get; }

    public MkWriteText? MkWrite { get; }

    public IReadOnlyList<string> HandlerVariables { get; }

    /// <summary>Every word said in this row.</summary>
    public IReadOnlyList<Call> Calls { get; }

    /// <summary>Locks that statements name, page-table locks apart.</summary>
    public IReadOnlyList<string> LockNames { get; }

    public Marks Marks { get; }

    /// <summary>What a format must have for this row.</summary>
    public PteFeatures Needs => Calls.Aggregate(PteFeatures.None, (all, c) =>
        all | (Vocabulary.Find(c.Word.Text)?.Needs ?? 0))
        | ((Marks & Marks.SoftDirty) != 0 ? PteFeatures.SoftDirty : 0)
        | (CountsDirty || Scenario.Pages.Any(p => p.IsDirty) ? FormatNeeds.DirtyBit : 0)
        | (Scenario.Pages.Any(p => p is { IsAbsent: false, IsYoung: false }) ? FormatNeeds.AccessedBit : 0);

    // Dirty entries are marks of what was stored to.
    private bool CountsDirty => (Marks & Marks.Pte) != 0
        && (Asserts.Contains(Property.NoLostWrite) || Asserts.Contains(Property.NoLostDirtyBit));

    /// <summary>The first thread with the same text; a thread that has a text of its own: itself.</summary>
    public int LeaderOf(int thread) => _leaders[thread];

    /// <summary>Threads that can't be told apart, each group with two at least.</summary>
    public IEnumerable<int[]> Folded => Enumerable.Range(0, Threads.Count).GroupBy(LeaderOf).Where(g => g.Count() > 1)
        .Select(g => g.ToArray());

    public bool Says(WordTraits trait) => Calls.Any(c => Texts.Is(c, trait));

    /// <summary>Whether it repeats something until a condition holds.</summary>
    public bool HasUntil => Threads.Select(t => t.Body).Concat(MkWrite is null ? [] : [MkWrite.Body])
        .SelectMany(Texts.Statements).Any(s => s is UntilStatement);

    /// <summary>Whether some step may have to wait for another thread.</summary>
    public bool CanWait => Threads.Count > 1 && (Threads.Count(t => t.Accesses || t.Flushes) > 1
        || Says(WordTraits.MayWait)
        || Threads.SelectMany(t => Texts.Statements(t.Body))
            .Any(s => s is LockStatement or WaitStatement or AtomicStatement));

    /// <summary>What the reader of a verdict should know.</summary>
    public IEnumerable<string> Warnings()
    {
        if (!Asserts.Contains(Property.NoLostWrite) || (Marks & (Marks.Pte | Marks.SoftDirty)) != 0
            || !Threads.Any(t => t.Accesses))
            yield break;
        foreach (var page in Scenario.Pages.Where(p => p is { IsAbsent: false, IsWritable: true }
            && !Scenario.Pages.Any(q => q.Frame == p.Frame && q.IsRecorded)))
            yield return $"page {page.Name} starts writable and unrecorded, and its PTE is no mark here: a store to "
                + "it may go unrecorded from the start";
    }

    /// <summary>Whether storage keys matter in this row.</summary>
    public bool SpeaksOfKeys => (Marks & Marks.StorageKey) != 0 || Says(WordTraits.ReadsKey);

    private Marks DefaultMarks()
    {
        var record = Says(WordTraits.Records) || Scenario.Pages.Any(p => p.IsRecorded) ? Marks.Record : 0;
        var pte = Says(WordTraits.Protects) && !Says(WordTraits.Cleans) ? 0 : Marks.Pte;
        var key = Says(WordTraits.ReadsKey) ? Marks.StorageKey : 0;
        return Marks.PageDirty | record | pte | key;
    }

    private List<string> VariablesOf(Block? body) => body is null ? [] :
        [.. Texts.Assignments(body).Select(a => a.Variable.Text).Where(n => Scenario.Vars.All(v => v.Name != n))
            .Distinct()];

    private RowThread Described(RowThread thread)
    {
        var statements = Texts.Statements(thread.Body).ToList();
        var calls = Texts.Calls(thread.Body).ToList();
        var stores = statements.OfType<AccessStatement>().Any(a => a.IsStore);
        var accesses = statements.OfType<AccessStatement>().Any();
        var handler = stores && MkWrite is not null ? MkWrite.Body : new Block([]);
        calls.AddRange(Texts.Calls(handler));
        return thread with
        {
            Accesses = accesses,
            Stores = stores,
            StoresPlainly = calls.Any(c => Texts.Is(c, WordTraits.StoresPlainly))
                || Texts.Assignments(thread.Body).Concat(Texts.Assignments(handler))
                    .Any(a => Scenario.Vars.Any(v => v.Name == a.Variable.Text)),
            SwitchesMm = calls.Any(c => Texts.Is(c, WordTraits.SwitchesMm))
                || Scenario.Tlbs.Any(l => l.Core == thread.Name && l.Filled == "off"),
            HasTlb = accesses || Scenario.Tlbs.Any(l => l.Core == thread.Name && l.Filled != "empty"),
            Flushes = calls.Any(c => Texts.Is(c, WordTraits.Flushes)
                || (_changesFlush && Vocabulary.Find(c.Word.Text) is { ChangesEntry: true })),
            Locks = statements.Concat(Texts.Statements(handler)).OfType<LockStatement>().Any(),
            ArmsByFlush = calls.Any(c => Texts.Is(c, WordTraits.Protects) && Texts.OptionOf(c, "flush") == "none"),
        };
    }

    // Senders of flushes are known to those that they ask: they stay apart.
    private int Leader(int thread)
    {
        if (Threads[thread].Flushes)
            return thread;
        var text = Texts.Spell(Threads[thread].Body);
        var lines = LinesOf(thread);
        return Enumerable.Range(0, thread).FirstOrDefault(n => !Threads[n].Flushes && LinesOf(n) == lines
            && Texts.Spell(Threads[n].Body) == text, thread);
    }

    private string LinesOf(int thread) =>
        string.Join(';', Scenario.Tlbs.Where(l => l.Core == Threads[thread].Name).Select(l => $"{l.Page}:{l.Filled}"));
}
