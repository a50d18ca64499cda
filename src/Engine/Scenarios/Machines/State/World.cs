using Emulator.Engine.Cpu;
using Emulator.Engine.Events;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines.State;

/// <summary>The fields of a machine, and the operations on them that steps are made of.</summary>
internal class World
{
    private readonly Dictionary<int, int> _temporaries = [];

    // The scenario's marks, the quickest to look at first.
    private readonly Marks[] _marks;
    private Field? _pending;

    public World(RowText text, ArchitectureModel model, Machine machine, Parts parts)
    {
        (Text, Model, Machine, Parts) = (text, model, machine, parts);
        _marks = [.. MarkWords.All.Select(m => m.Mark).Where(mark => (text.Marks & mark) != 0)
            .OrderBy(mark => mark is Marks.Pte or Marks.SoftDirty)];
        var scenario = text.Scenario;
        Pages = scenario.Pages;
        Ptes = [.. Pages.Select(p => machine.Add($"pte {p.Name}"))];
        Records = [.. scenario.Frames.Select(f => machine.Add($"record {f}", roomy: 1))];
        PageDirty = [.. scenario.Frames.Select(f => machine.Add($"page_dirty {f}", roomy: 1))];
        if (text.SpeaksOfKeys)
            Keys = [.. scenario.Frames.Select(f => machine.Add($"storage_key {f}", roomy: 1))];
        Vars = scenario.Vars.ToDictionary(v => v.Name, v => machine.Add(v.Name, roomy: 2));
        Armed = machine.Add("armed", roomy: Asks(Property.NoWritableAfterFlush) ? Pages.Count : 0);
        Contents = parts.Contents(this);
        Locks = parts.Locks(this);
        Flushes = parts.Flushes(this);
        Order = parts.Order(this);
        if (Asks(Property.NoLostDirtyBit))
            DirtyLost = [.. Pages.Select(p => machine.Add($"dirty lost {p.Name}", roomy: 1))];
    }

    public RowText Text { get; }

    public ArchitectureModel Model { get; }

    public Machine Machine { get; }

    /// <summary>Whether some run, of all that were explored, came to a fault that nobody handles. It only ever becomes
    /// true, whichever thread explores.</summary>
    public bool MetFinalFault { get; set; }

    public IReadOnlyList<Page> Pages { get; }

    /// <summary>Each page's entry.</summary>
    public Field[] Ptes { get; }

    /// <summary>The driver's bitmap, by frame.</summary>
    public Field[] Records { get; }

    /// <summary>PG_dirty, by frame.</summary>
    public Field[] PageDirty { get; }

    /// <summary>The changed bits of the frames' storage keys; empty where nobody speaks of them.</summary>
    public Field[] Keys { get; } = [];

    public Dictionary<string, Field> Vars { get; }

    /// <summary>The pages whose translations must not let a store through, a bit each.</summary>
    public Field Armed { get; }

    /// <summary>Whether a page's entry went clean and left no mark; empty where nobody asks.</summary>
    public Field[] DirtyLost { get; } = [];

    /// <summary>Passes under way. Linux: <c>mm.tlb_flush_pending</c>.</summary>
    public Field Pending => _pending ??= Machine.Add("tlb_flush_pending", roomy: 2);

    /// <summary>Places inside a dirty update, by thread and address: no flush is answered there.</summary>
    public HashSet<(int Thread, int Address)> Torn { get; } = [];

    public Contents Contents { get; }

    public Locks Locks { get; }

    public Flushes Flushes { get; }

    /// <summary>When stores become visible to others.</summary>
    public MemoryOrder Order { get; }

    public Parts Parts { get; }

    public bool Asks(Property property) => Text.Asserts.Contains(property);

    public virtual void Violate(Context c, Property property)
    {
        if (Text.Asserts.IndexOf(property) is >= 0 and var number)
            c.Violations |= 1u << number;
    }

    /// <summary>Adds a field of a thread; threads with the same text share its values.</summary>
    public Field OfThread(int thread, string name, int roomy = 4)
    {
        var leader = Text.LeaderOf(thread);
        var like = leader == thread ? null : Machine.Fields.First(f => f.Thread == leader
            && f.Name[Text.Threads[leader].Name.Length..] == " " + name);
        return Machine.Add($"{Text.Threads[thread].Name} {name}", thread, like, roomy);
    }

    /// <summary>A field that a thread's code needs in several places, by name.</summary>
    public Field OfThreadOnce(Code code, string name, int roomy = 3)
    {
        var full = $"{code.Thread} {name}";
        var field = Machine.Fields.FirstOrDefault(f => f.Thread == code.Number && f.Name == full)
            ?? OfThread(code.Number, name, roomy);
        if (!code.Variables.Contains(field))
            code.Variables.Add(field);
        return field;
    }

    /// <summary>A field for a value that an expression needs for a while.</summary>
    public Field Temporary(int thread) =>
        OfThread(thread, $"tmp{_temporaries[thread] = _temporaries.GetValueOrDefault(thread) + 1}", 3);

    /// <summary>A page's entry as the steps of an access see it.</summary>
    /// <param name="c">The state.</param>
    /// <param name="thread">The core that makes it.</param>
    /// <param name="page">The page.</param>
    /// <param name="later">Where a plain store goes that is a step of its own; null: into memory.</param>
    public ExploredSlot SlotOf(Context c, int thread, int page, Field? later = null) =>
        new(this, c, thread, page, later);

    /// <summary>Whether an entry marks its page: dirty, and no empty slot.</summary>
    public bool IsMark(Pte pte) => Model.IsDirty(pte) && !Model.IsNone(pte);

    /// <summary>Stores an entry, whoever does.</summary>
    public void Write(Context c, int page, Pte pte)
    {
        if (DirtyLost.Length == 0)
        {
            c[Ptes[page]] = pte;
            return;
        }
        var was = IsMark(c[Ptes[page]].Pte);
        c[Ptes[page]] = pte;
        if (IsMark(pte))
            MarkMade(c, page);
        else if (was)
        {
            c.Signs |= Happening.DirtyCleared;
            if (!HasAnyMark(c, page))
                c[DirtyLost[page]] = true;
        }
    }

    /// <summary>Stores an entry that software made up, which may map another frame.</summary>
    public void Install(Context c, int page, Cell pte)
    {
        Contents.Install(c, page, pte);
        Write(c, page, pte.Pte);
    }

    /// <summary>Takes an entry and leaves another in its place, in one step.</summary>
    public Pte Exchange(Context c, int page, Pte then)
    {
        var old = c[Ptes[page]].Pte;
        Write(c, page, then);
        Changed(c, page);
        return old;
    }

    /// <summary>A change was made that is one with its invalidation where the architecture says so.</summary>
    public void Changed(Context c, int page)
    {
        if (Model.Reach == FlushReach.Synchronous)
            Flushes.DropEverywhere(c, 1UL << page, TlbCause.Change);
    }

    /// <summary>The start of a change.</summary>
    public virtual Pte Start(Context c, int page) => Exchange(c, page, Model.Started(c[Ptes[page]].Pte));

    /// <summary>A page is recorded.</summary>
    /// <param name="c">The state.</param>
    /// <param name="page">Which.</param>
    /// <param name="by">By whose hand.</param>
    public virtual void Record(Context c, int page, By by)
    {
        c[Records[Pages[page].Frame]] = true;
        MarkMade(c, page);
    }

    public virtual void SetPageDirty(Context c, int page)
    {
        c[PageDirty[Pages[page].Frame]] = true;
        MarkMade(c, page);
    }

    /// <summary>The consumer takes a page's content.</summary>
    public virtual void Act(Context c, int page)
    {
        Contents.Take(c, page);
        MarkMade(c, page);
    }

    /// <summary>The consumer takes every recorded page, and clears the record.</summary>
    public void ActRecorded(Context c)
    {
        for (var page = 0; page < Pages.Count; page++)
            if (c[Records[Pages[page].Frame]].IsTrue)
                Act(c, page);
        ClearRecords(c);
    }

    /// <summary>The consumer clears the record that it has taken.</summary>
    protected virtual void ClearRecords(Context c)
    {
        foreach (var record in Records)
            c[record] = false;
    }

    /// <summary>A mask of the pages that are recorded.</summary>
    public ulong Recorded(Context c)
    {
        ulong recorded = 0;
        for (var page = 0; page < Pages.Count; page++)
            recorded |= c[Records[Pages[page].Frame]].IsTrue ? 1UL << page : 0;
        return recorded;
    }

    /// <summary>The names of a mask of pages, in their order.</summary>
    public IReadOnlyList<string> NamesOf(ulong pages) =>
        [.. Pages.Where((_, page) => (pages >> page & 1) != 0).Select(p => p.Name)];

    /// <summary>Whether a core's translation lets an access through that memory would refuse, or to another
    /// frame.</summary>
    public bool IsStale(Context c, int thread, int page, Access access)
    {
        var (cached, entry) = (Flushes.Cached(c, thread, page).Pte, c[Ptes[page]].Pte);
        return cached != default && Model.Hit(cached, access) == AccessStage.Perform
            && (!Model.IsPresent(entry) || Model.Hit(entry, access) != AccessStage.Perform
                || Model.FrameOf(entry) != Model.FrameOf(cached));
    }

    /// <summary>The changed bit of the frame that a page maps, or mapped last.</summary>
    public Field KeyOf(Context c, int page) => Keys[Contents.Last(c, page)];

    /// <summary>Whether a page counts as marked, by the scenario's marks.</summary>
    public bool IsMarked(Context c, int page) => Array.Exists(_marks, mark => IsSet(c, page, mark));

    /// <summary>Where a later round would find a page, of the scenario's marks.</summary>
    public Marks MarksOf(Context c, int page) =>
        _marks.Where(mark => IsSet(c, page, mark)).Aggregate(Marks.None, (all, mark) => all | mark);

    private bool IsSet(Context c, int page, Marks mark) => mark switch
    {
        Marks.Record => c[Records[Pages[page].Frame]].IsTrue,
        Marks.PageDirty => c[PageDirty[Pages[page].Frame]].IsTrue,
        Marks.StorageKey => c[KeyOf(c, page)].IsTrue,
        Marks.Pte => IsMark(c[Ptes[page]].Pte),
        _ => Model.IsSoftDirty(c[Ptes[page]].Pte) && !Model.IsNone(c[Ptes[page]].Pte),
    };

    // What excuses an entry that went clean: of a page of the same own frame, or of one that has the frame that this
    // one maps.
    private bool HasAnyMark(Context c, int page) => Enumerable.Range(0, Pages.Count)
        .Any(q => Contents.AreRelated(c, page, q)
        && (c[Records[Pages[q].Frame]].IsTrue || c[PageDirty[Pages[q].Frame]].IsTrue || IsMark(c[Ptes[q]].Pte)));

    private void MarkMade(Context c, int page)
    {
        for (var p = 0; p < DirtyLost.Length; p++)
            if (Contents.AreRelated(c, p, page))
                c[DirtyLost[p]] = false;
    }
}
