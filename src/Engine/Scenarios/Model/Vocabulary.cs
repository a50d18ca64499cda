namespace Emulator.Engine.Scenarios.Model;

/// <summary>What a word takes or gives.</summary>
internal enum Kind
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A number; a question's answer is 0 or 1.</summary>
    Number,

    /// <summary>A page-table entry.</summary>
    Pte,

    /// <summary>A value of a parameter.</summary>
    Value,

    /// <summary>A page.</summary>
    Page,

    /// <summary>Pages, from one to another.</summary>
    Pages,

    /// <summary>A frame, or the frame that a page has.</summary>
    Frame,
}

/// <summary>A word of the kernel's that a scenario can say.</summary>
/// <param name="Name">As the kernel spells it, where the kernel has it.</param>
/// <param name="Takes">Its arguments.</param>
/// <param name="Gives">Its result.</param>
/// <param name="Steps">How many steps: "", "a step", …; empty: pure.</param>
/// <param name="Meaning">One line.</param>
internal sealed record Word(string Name, IReadOnlyList<Kind> Takes, Kind Gives, string Steps, string Meaning)
{
    /// <summary>What a format must have.</summary>
    public PteFeatures Needs { get; init; }

    /// <summary>How many of its arguments, the last ones, may be left out.</summary>
    public int Optional { get; init; }

    /// <summary>Whether it only reads: <c>wait</c> may say it, and as a statement it does nothing.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Options, by name, with their values, the default first.</summary>
    public IReadOnlyDictionary<string, string[]> Options { get; init; } = new Dictionary<string, string[]>();

    /// <summary>Whether it has no step of its own.</summary>
    public bool IsPure => Steps.Length == 0;

    /// <summary>Whether it is a pass of the engine.</summary>
    public bool IsPass => Options.Count > 0;

    /// <summary>How it is written.</summary>
    public string Usage => $"{Name}({string.Join(", ", [.. Takes.Select((kind, n) => n < Takes.Count - Optional ? Spell(kind, n) : $"[{Spell(kind, n)}]"), .. Options.Select(o => $"{o.Key} = {string.Join('|', o.Value)}")])})";

    private string Spell(Kind kind, int n) => kind switch
    {
        Kind.Page => "A",
        Kind.Pages => "A..B",
        Kind.Frame => "F",
        Kind.Pte => Takes.Count(k => k == Kind.Pte) == 1 ? "pte" : Name.StartsWith("ptep", StringComparison.Ordinal) ? (n == 1 ? "old" : "new") : n == 0 ? "x" : "y",
        _ => "n",
    };
}

/// <summary>Every word there is: the one place where each is said.</summary>
internal static class Vocabulary
{
    private static readonly Dictionary<string, string[]> PassOptions = new()
    {
        ["flush"] = ["batched", "per_pte", "per_table", "none"],
        ["rules"] = ["as_posted", "as_merged"],
    };

    public static IReadOnlyList<Word> All { get; } =
    [
        Step("ptep_get", [Kind.Page], Kind.Pte, "reads the entry") with { OnlyReads = true },
        Step("ptep_get_and_clear", [Kind.Page], Kind.Pte, "takes the entry and leaves an empty slot; two steps, read and store, where the architecture's isn't atomic"),
        Step("ptep_modify_prot_start", [Kind.Page], Kind.Pte, "takes the entry and leaves what keeps hardware from it; two steps, read and store, where the architecture's isn't atomic"),
        Step("ptep_modify_prot_commit", [Kind.Page, Kind.Pte, Kind.Pte], Kind.Nothing, "stores the new entry, plainly"),
        Step("set_pte_at", [Kind.Page, Kind.Pte], Kind.Nothing, "stores an entry, plainly"),
        Step("ptep_cmpxchg", [Kind.Page, Kind.Pte, Kind.Pte], Kind.Pte, "stores the new entry if the old one stands there, atomically; gives back what it found"),
        Step("ptep_set_wrprotect", [Kind.Page], Kind.Nothing, "write-protects the entry; two steps, read and store, where the architecture's isn't atomic"),
        Step("ptep_set_access_flags", [Kind.Page, Kind.Pte], Kind.Nothing, "grants what the entry has more, by the format's rule; two steps where the architecture's isn't atomic"),
        Pure("pte_dirty", [Kind.Pte], Kind.Number, "whether it is dirty, by hardware's hand or by software's"),
        Pure("pte_write", [Kind.Pte], Kind.Number, "whether software granted writing"),
        Pure("pte_present", [Kind.Pte], Kind.Number, "whether it is a mapping to software"),
        Pure("pte_young", [Kind.Pte], Kind.Number, "whether it was accessed"),
        Pure("pte_none", [Kind.Pte], Kind.Number, "whether the slot is empty"),
        Pure("pte_same", [Kind.Pte, Kind.Pte], Kind.Number, "whether two entries are equal"),
        Pure("pte_mkclean", [Kind.Pte], Kind.Pte, "without dirtiness"),
        Pure("pte_mkdirty", [Kind.Pte], Kind.Pte, "dirty"),
        Pure("pte_wrprotect", [Kind.Pte], Kind.Pte, "without writing; dirtiness is kept"),
        Pure("pte_mkwrite", [Kind.Pte], Kind.Pte, "with writing granted"),
        Pure("pte_mkyoung", [Kind.Pte], Kind.Pte, "accessed"),
        Pure("pte_mkold", [Kind.Pte], Kind.Pte, "not accessed"),
        Pure("mk_pte", [Kind.Frame], Kind.Pte, "a present, young, read-only, clean entry of a frame; it gives the frame to the page that it is stored for"),
        Pure("pte_modify", [Kind.Pte, Kind.Pte], Kind.Pte, "the first entry with the protection of the second; frame and dirtiness are kept"),
        Pure("pmd_modify", [Kind.Pte, Kind.Pte], Kind.Pte, "the same for the entry of a huge page, by the architecture's own text where it has one"),
        Pure("pte_frame", [Kind.Pte], Kind.Number, "the number of the frame that an entry maps, for words that take a frame; 0 where it isn't present"),
        Pure("pte_soft_dirty", [Kind.Pte], Kind.Number, "whether it is soft-dirty") with { Needs = PteFeatures.SoftDirty },
        Pure("pte_mksoft_dirty", [Kind.Pte], Kind.Pte, "soft-dirty") with { Needs = PteFeatures.SoftDirty },
        Pure("pte_clear_soft_dirty", [Kind.Pte], Kind.Pte, "without soft-dirtiness") with { Needs = PteFeatures.SoftDirty },
        Pure("pte_mkprotnone", [Kind.Pte], Kind.Pte, "present to software, absent to hardware, the rest kept") with { Needs = PteFeatures.ProtNone },
        Pure("pte_protnone", [Kind.Pte], Kind.Number, "whether it is present to software alone") with { Needs = PteFeatures.ProtNone },
        Flush("flush_tlb_page", [Kind.Page], "drops the page's translations on every core"),
        Flush("flush_tlb_range", [Kind.Pages], "drops the translations of a range on every core"),
        Flush("flush_tlb_mm", [], "drops every translation on every core"),
        Step("flush_tlb_local", [Kind.Page], Kind.Nothing, "drops the page's translation on this core alone"),
        Step("flush_tlb_issue", [Kind.Pages], Kind.Nothing, "the first half of a flush: drops on this core, asks every other"),
        Step("flush_tlb_complete", [], Kind.Nothing, "the second half: waits until every core has answered all that this one ever asked"),
        Step("mm_load", [], Kind.Nothing, "this core takes up the mm: from here on it may walk and fill its TLB; a barrier, as the write of CR3 is"),
        Step("mm_unload", [], Kind.Nothing, "this core puts the mm away, with all its translations; a barrier"),
        Step("smp_mb", [], Kind.Nothing, "waits until the others see this core's stores; matters where store_buffers are allowed"),
        Pass("apply_as_wrprotect", "write-protects the writable entries of a range: the engine's pass"),
        Pass("apply_as_clean", "cleans the dirty entries of a range and records them: the engine's pass"),
        Step("set_page_dirty", [Kind.Page], Kind.Nothing, "sets PG_dirty"),
        Step("test_and_clear_page_dirty", [Kind.Page], Kind.Number, "clears PG_dirty; gives back what it was"),
        Step("page_dirty", [Kind.Page], Kind.Number, "reads PG_dirty") with { OnlyReads = true },
        Step("storage_key_dirty", [Kind.Page], Kind.Number, "reads the changed bit in the storage key of the page's frame, which any store to the frame sets") with { OnlyReads = true },
        Step("test_and_clear_storage_key", [Kind.Page], Kind.Number, "clears that bit; gives back what it was"),
        Step("record", [Kind.Page], Kind.Nothing, "sets the page's bit in the driver's bitmap"),
        Step("recorded", [Kind.Page], Kind.Number, "reads that bit") with { OnlyReads = true },
        Step("clear_record", [Kind.Page], Kind.Nothing, "clears that bit"),
        Step("act", [Kind.Page], Kind.Nothing, "the consumer takes the page's content; the record stays as it is"),
        Step("act_recorded", [], Kind.Nothing, "the consumer takes all recorded pages and clears their bits"),
        Step("copy_page", [Kind.Frame, Kind.Frame], Kind.Nothing, "carries the content of the second frame to the first"),
        Step("write_frame", [Kind.Frame, Kind.Page], Kind.Nothing, "an agent that uses no entry (a device, a pinned page) stores to a frame: to the page's content where one is named, else to the pages that have the frame, or had it where none has; it is nobody's where none ever had it") with { Optional = 1 },
        Step("alloc_page", [], Kind.Number, "takes a free frame, whichever: one that was freed, or a spare one that the text never names; waits where none is free; gives its number"),
        Step("free_page", [Kind.Frame], Kind.Nothing, "takes the frame from every page that had it"),
        Step("discard_page", [Kind.Frame], Kind.Nothing, "frees a frame whose content nobody wants any more: a store not taken is lost"),
        new("make_writable", [Kind.Page], Kind.Nothing, "two steps", "the tail of a write fault: takes ptl; if the entry is present and what the fault saw: writable, dirty, young"),
        Step("protected", [Kind.Pages], Kind.Nothing, "from here on no store may get through: arms no_writable_after_flush"),
    ];

    private static readonly Dictionary<string, Word> ByName = All.ToDictionary(w => w.Name);

    public static Word? Find(string name) => ByName.GetValueOrDefault(name);

    private static Word Step(string name, Kind[] takes, Kind gives, string meaning) => new(name, takes, gives, "a step", meaning);

    private static Word Pure(string name, Kind[] takes, Kind gives, string meaning) => new(name, takes, gives, "", meaning);

    private static Word Flush(string name, Kind[] takes, string meaning) => new(name, takes, Kind.Nothing, "two steps: issue, complete", meaning);

    private static Word Pass(string name, string meaning) => new(name, [Kind.Pages], Kind.Nothing, "many steps", meaning) { Options = PassOptions };
}
