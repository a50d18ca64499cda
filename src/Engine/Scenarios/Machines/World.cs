using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Machines;

/// <summary>The fields of a machine, and the operations on them that steps are made of.</summary>
internal sealed class World
{
    private readonly Defect _defect;
    private readonly Dictionary<int, int> _temporaries = [];
    private Field? _pending;

    public World(RowText text, ArchitectureModel model, Machine machine, Defect defect)
    {
        (Text, Model, Machine, _defect) = (text, model, machine, defect);
        var scenario = text.Scenario;
        Pages = scenario.Pages;
        Ptes = [.. Pages.Select(p => machine.Add($"pte {p.Name}"))];
        Records = [.. scenario.Frames.Select(f => machine.Add($"record {f}", roomy: 1))];
        PageDirty = [.. scenario.Frames.Select(f => machine.Add($"page_dirty {f}", roomy: 1))];
        if (text.SpeaksOfKeys)
            Keys = [.. scenario.Frames.Select(f => machine.Add($"storage_key {f}", roomy: 1))];
        Vars = scenario.Vars.ToDictionary(v => v.Name, v => machine.Add(v.Name, roomy: 2));
        Armed = machine.Add("armed", roomy: Asks(Property.NoWritableAfterFlush) ? Pages.Count : 0);
        Contents = new(this);
        Locks = new(this);
        Flushes = new(this);
        Buffers = new(this);
        if (Asks(Property.NoLostDirtyBit))
            DirtyLost = [.. Pages.Select(p => machine.Add($"dirty lost {p.Name}", roomy: 1))];
    }

    public RowText Text { get; }

    public ArchitectureModel Model { get; }

    public Machine Machine { get; }

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

    public StoreBuffers Buffers { get; }

    public bool Has(Defect defect) => _defect == defect;

    public bool Asks(Property property) => Text.Asserts.Contains(property);

    public void Violate(Context c, Property property)
    {
        if (Text.Asserts.IndexOf(property) is >= 0 and var number)
            c.Violations |= 1u << number;
    }

    /// <summary>Adds a field of a thread; threads with the same text share its values.</summary>
    public Field OfThread(int thread, string name, int roomy = 4)
    {
        var leader = Text.LeaderOf(thread);
        var like = leader == thread ? null : Machine.Fields.First(f => f.Thread == leader && f.Name[Text.Threads[leader].Name.Length..] == " " + name);
        return Machine.Add($"{Text.Threads[thread].Name} {name}", thread, like, roomy);
    }

    /// <summary>A field that a thread's code needs in several places, by name.</summary>
    public Field OfThreadOnce(Code code, string name, int roomy = 3)
    {
        var full = $"{code.Thread} {name}";
        var field = Machine.Fields.FirstOrDefault(f => f.Thread == code.Number && f.Name == full) ?? OfThread(code.Number, name, roomy);
        if (!code.Variables.Contains(field))
            code.Variables.Add(field);
        return field;
    }

    /// <summary>A field for a value that an expression needs for a while.</summary>
    public Field Temporary(int thread) => OfThread(thread, $"tmp{_temporaries[thread] = _temporaries.GetValueOrDefault(thread) + 1}", 3);

    /// <summary>A page's entry as the steps of an access see it.</summary>
    /// <param name="c">The state.</param>
    /// <param name="page">The page.</param>
    /// <param name="later">Where a plain store goes that is a step of its own; null: into memory.</param>
    public ExploredSlot SlotOf(Context c, int page, Field? later = null) => new(this, c, page, later);

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
        if (Model.Reach == FlushReach.Synchronous)
            Flushes.DropEverywhere(c, 1UL << page);
        return old;
    }

    /// <summary>The start of a change.</summary>
    public Pte Start(Context c, int page)
    {
        var old = c[Ptes[page]].Pte;
        return Has(Defect.StartLeavesTheEntry) ? old : Exchange(c, page, Model.Started(old));
    }

    public void Record(Context c, int page)
    {
        c[Records[Pages[page].Frame]] = true;
        MarkMade(c, page);
    }

    public void SetPageDirty(Context c, int page)
    {
        if (Has(Defect.SetPageDirtyDoesNothing))
            return;
        c[PageDirty[Pages[page].Frame]] = true;
        MarkMade(c, page);
    }

    /// <summary>The consumer takes a page's content.</summary>
    public void Act(Context c, int page)
    {
        if (Has(Defect.ActTakesNothing))
            return;
        Contents.Take(c, page);
        MarkMade(c, page);
    }

    /// <summary>The consumer takes every recorded page, and clears the record.</summary>
    public void ActRecorded(Context c)
    {
        for (var page = 0; page < Pages.Count; page++)
            if (c[Records[Pages[page].Frame]].IsTrue)
                Act(c, page);
        if (Has(Defect.ActClearsNoRecord))
            return;
        foreach (var record in Records)
            c[record] = false;
    }

    /// <summary>The changed bit of the frame that a page maps, or mapped last.</summary>
    public Field KeyOf(Context c, int page) => Keys[Contents.Last(c, page)];

    /// <summary>Whether a page counts as marked, by the scenario's marks.</summary>
    public bool IsMarked(Context c, int page)
    {
        var marks = Text.Marks;
        return ((marks & Marks.Record) != 0 && c[Records[Pages[page].Frame]].IsTrue)
            || ((marks & Marks.PageDirty) != 0 && c[PageDirty[Pages[page].Frame]].IsTrue)
            || ((marks & Marks.StorageKey) != 0 && c[KeyOf(c, page)].IsTrue)
            || ((marks & Marks.Pte) != 0 && IsMark(c[Ptes[page]].Pte))
            || ((marks & Marks.SoftDirty) != 0 && Model.IsSoftDirty(c[Ptes[page]].Pte) && !Model.IsNone(c[Ptes[page]].Pte));
    }

    // What excuses an entry that went clean: of a page of the same own frame, or of one that has the frame that this one maps.
    private bool HasAnyMark(Context c, int page) => Enumerable.Range(0, Pages.Count).Any(q => Contents.AreRelated(c, page, q)
        && (c[Records[Pages[q].Frame]].IsTrue || c[PageDirty[Pages[q].Frame]].IsTrue || IsMark(c[Ptes[q]].Pte)));

    private void MarkMade(Context c, int page)
    {
        for (var p = 0; p < DirtyLost.Length; p++)
            if (Contents.AreRelated(c, p, page))
                c[DirtyLost[p]] = false;
    }
}
