namespace Emulator.Engine.Scenarios.Model;

/// <summary>The traits, by name: what <c>where</c> can say of architectures.</summary>
internal static class Traits
{
    /// <summary>The trait of those whose faults nobody handles.</summary>
    public const string FinalFaults = "final_faults";

    private const string NotAtomic = "not_atomic";

    public static IReadOnlyList<Trait> All { get; } =
    [
        new("hardware_sets_dirty", "hardware sets dirty; elsewhere a store to a clean page faults, and software does",
            "IDirtyTracking.Update", d => d.Update != DirtyUpdate.None),
        new("hardware_sets_young", "a walk makes an old entry young; elsewhere an access to an old page faults",
            "IDirtyTracking.Walk", d => d.WalkSetsYoung),
        new("lockless_traps", "traps that set young and dirty don't take the page-table lock",
            "IDirtyTracking.TrapTakesLock", d => !d.TrapTakesLock),
        new(FinalFaults, "nobody handles a store's fault, as a device's: it is refused for good",
            "IDirtyTracking.FaultIsFinal", d => d.FaultIsFinal),
        .. Torn(PteHelpers.GetAndClear, "ptep_get_and_clear"),
        .. Torn(PteHelpers.GetAndClear, "ptep_modify_prot_start"),
        .. Torn(PteHelpers.SetWriteProtect, "ptep_set_wrprotect"),
        .. Torn(PteHelpers.SetAccessFlags, "ptep_set_access_flags"),
        new("access_flags_keep_dirty", "ptep_set_access_flags keeps dirtiness that it finds in memory",
            "IPteFormat.Merge", d => d.MergeKeepsDirty),
        new("start_keeps_entry", "ptep_modify_prot_start leaves a part of the entry in its slot, not a constant",
            "PteFeatures.StartKeepsEntry", d => d.Has(PteFeatures.StartKeepsEntry)),
        new("interrupt_flush", "a flush interrupts the other cores", "ITlbModel.Reach",
            d => d.Reach == FlushReach.Interrupt),
        new("broadcast_flush", "a flush is an instruction that reaches every core", "ITlbModel.Reach",
            d => d.Reach == FlushReach.Broadcast),
        new("synchronous_flush", "an entry is changed and invalidated in one", "ITlbModel.Reach",
            d => d.Reach == FlushReach.Synchronous),
        new("flush_before_unlock", "what was changed under a page-table lock is invalidated before it is dropped",
            "ITlbModel.Reach", d => d.Reach == FlushReach.BeforeUnlock),
        new("completes_early", "a flush may complete ahead of a store by the old translation: an erratum",
            "ITlbModel.CompletesEarly", d => d.CompletesEarly),
        new("has_accessed_bit", "the format has an accessed bit", "PteFeatures.NoAccessedBit",
            d => !d.Has(PteFeatures.NoAccessedBit)),
        new("has_dirty_bit", "the format has a dirty bit, hardware's or software's", "PteFeatures.NoDirtyBit",
            d => !d.Has(PteFeatures.NoDirtyBit)),
        new("has_soft_dirty", "the format has a soft-dirty bit", "PteFeatures.SoftDirty",
            d => d.Has(PteFeatures.SoftDirty)),
        new("has_huge_pages", "the format has entries of huge pages", "PteFeatures.Huge", d => d.Has(PteFeatures.Huge)),
        new("has_prot_none", "the format has entries that are present to software alone", "PteFeatures.ProtNone",
            d => d.Has(PteFeatures.ProtNone)),
        new("has_swap", "the format has swap entries", "PteFeatures.Swap", d => d.Has(PteFeatures.Swap)),
        new("historic", "it is an architecture as it once was, with a bug that it shipped with",
            "Architecture.History", d => d.IsHistoric),
    ];

    public static Trait? Find(string name) => All.FirstOrDefault(t => t.Name == name);

    /// <summary>Those that an architecture has.</summary>
    public static IEnumerable<Trait> Of(Declared architecture) => All.Where(t => t.IsOf(architecture));

    /// <summary>What a trait may be said of, where it is said of a word; empty: it is said alone, or isn't
    /// known.</summary>
    public static IReadOnlyList<string> WordsOf(string name) => [.. All.Select(t => t.Name)
        .Where(n => n.StartsWith($"{name}(", StringComparison.Ordinal)).Select(n => n[(name.Length + 1)..^1])];

    private static IEnumerable<Trait> Torn(PteHelpers helper, string word) =>
    [
        new($"{NotAtomic}({word})", $"{word} is a read and a later store", "IPteFormat.NotAtomic",
            d => (d.NotAtomic & helper) != 0),
    ];
}
