namespace Emulator.Engine.Scenarios.Model;

/// <summary>The properties, by name.</summary>
internal static class Properties
{
    public static IReadOnlyList<(Property Property, string Name, string Meaning)> All { get; } =
    [
        (Property.NoLostWrite, "no_lost_write",
            "at the end: a store that no consumer has taken is marked where a later round looks, and none is missing "
            + "from its page's content"),
        (Property.NoLostDirtyBit, "no_lost_dirty_bit",
            "at the end: no entry went from dirty to clean leaving its page with no mark"),
        (Property.NoWritableAfterFlush, "no_writable_after_flush",
            "always: once a write-protect pass has flushed, no entry and no TLB lets a store through, until "
            + "make_writable"),
        (Property.NoStaleStore, "no_stale_store", "always: no store reaches a frame that free_page took from its page"),
        (Property.NoStaleLoad, "no_stale_load", "always: no load reaches a frame that free_page took from its page"),
        (Property.TlbAgreesAfterFlush, "tlb_agrees_after_flush",
            "at the end: no TLB lets a store through while the entry isn't dirty"),
        (Property.NoDeadlock, "no_deadlock", "always: where not every thread is at its end, something can go on"),
        (Property.Progress, "progress", "always: no core that runs alone faults for ever"),
        (Property.NoBug, "no_bug", "always: no bug_on finds its condition true"),
    ];

    public static string NameOf(Property property) => All[(int)property].Name;

    /// <summary>Whether it is asked of end states alone.</summary>
    public static bool IsOfEnds(Property property) =>
        property is Property.NoLostWrite or Property.NoLostDirtyBit or Property.TlbAgreesAfterFlush;

    public static Property? Find(string name) => All.Where(p => p.Name == name).Select(p => (Property?)p.Property)
        .FirstOrDefault();
}
