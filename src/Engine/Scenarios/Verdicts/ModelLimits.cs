using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Something that the model leaves out.</summary>
/// <param name="Name">In a word or two.</param>
/// <param name="LeftOut">What isn't there.</param>
/// <param name="Wrong">Whether, and when, a "holds" could be wrong because of it.</param>
/// <param name="Matters">Whether it could matter to a row on an architecture.</param>
internal sealed record ModelLimit(string Name, string LeftOut, string Wrong, Func<RowText, bool> Matters);

/// <summary>All that the model is known to leave out: docs/limits.md.</summary>
internal static class ModelLimits
{
    /// <summary>What stands beside every answer that store buffers have a part in, whatever the architecture.</summary>
    public const string StoreBuffers = "plain stores of kernel code are seen as on x86 (TSO) on every architecture; that Arm, RISC-V and POWER "
        + "reorder more isn't in these answers";

    public static IReadOnlyList<ModelLimit> All { get; } =
    [
        new("memory order", "every core sees the stores of kernel code at once and in order; `allow store_buffers` adds x86's own reordering (a load ahead of three stores at most), nothing adds Arm's, RISC-V's or POWER's",
            "yes, where what is right hangs on the order of plain loads and stores: a `var`, or an entry or a flag that is read without its lock",
            text => text.Scenario.Vars.Count > 0 || text.Says(WordTraits.OnlyReads)),
        new("speculation (not allowed here)", "a core fills its TLB when its text makes an access; `allow speculation` lets it do so at any time",
            "yes, without `allow speculation`: an entry that nobody asked for may be cached, and be stale later",
            text => !text.Scenario.AllowsSpeculation && text.Threads.Any(t => t.HasTlb)),
        new("eviction (not allowed here)", "a translation stays until it is flushed, or dropped by its own core's fault; `allow eviction` lets it go at any time",
            "yes, without `allow eviction`, though rarely: a walk that comes earlier may find an entry that is still dirty",
            text => !text.Scenario.AllowsEviction && text.Threads.Any(t => t.HasTlb)),
        new("faults that map", "an access to a slot that is empty is given up and the thread goes on: no fault maps a page unless the text does",
            "yes, where what matters is stored after a fault: from an unmap on, the accesses of the text do nothing",
            text => text.Threads.Any(t => t.Accesses) && (text.Scenario.Pages.Any(p => p.IsAbsent) || text.Says(WordTraits.EmptiesSlot) || text.Says(WordTraits.FreesFrame))),
        new("more cores", "there are the threads of the text, a core each, and no others; a thread never moves to another core",
            "yes, where the race needs one more of them: a second writer, a second pass",
            text => text.Threads.Count > 0),
        new("more stores", "a text without `forever` makes as many accesses as it says",
            "yes, where the race needs one more of them",
            text => text.Threads.Any(t => t.Accesses && !Texts.Statements(t.Body).Any(s => s is ForeverStatement f && Texts.Statements(f.Body).Any(i => i is AccessStatement)))),
        new("walks in flight", "a walk reads one leaf entry and fills the TLB in one step: no upper levels, no caches of them, no table that is freed, moved or shared while it is walked",
            "yes, for texts about page tables that go away or move, where pages stand for them; no text can say them otherwise",
            text => text.Says(WordTraits.FreesFrame)),
        new("huge pages", "an entry maps one page; none is split, collapsed or seen as part of a larger one (`pmd_modify` is the helper alone)",
            "yes, for what `pmd_modify` stands in for: the TLB may hold part of a huge page after a split",
            text => text.Says(WordTraits.OfHuge)),
        new("address spaces", "a TLB holds one mm's entries without a tag; `mm_unload` drops them all: no ASID or PCID is kept or given anew",
            "yes, for code that switches the mm and counts on tags",
            text => text.Threads.Any(t => t.SwitchesMm)),
        new("devices' caches", "`write_frame` and alias pages have no TLB of their own: no IOTLB, no ATS, no page requests",
            "yes, where a device caches translations that a notifier should have dropped",
            text => text.Says(WordTraits.WritesFrame)),
        new("parts of a page", "a page's content is whole: two stores to different words of it aren't told apart, nor is a store seen half",
            "no: what is taken or lost is the page; code that merges parts of pages can't be said", _ => false),
        new("fairness", "`progress` asks about a core alone; nothing says that a thread is ever served among others. "
            + "In a run that goes on for ever, what is possible again and again happens some time: locks are handed on, "
            + "a loop that others may hold up gets through, a choice doesn't always fall the same way",
            "yes, for `progress` and `no_deadlock`: starvation isn't looked for; "
            + "and for what is asked at the end, where only such luck brings a run there",
            text => text.HasUntil || text.Asserts.Any(p => p is Property.Progress or Property.NoDeadlock)),
        new("interrupts", "kernel code of a core isn't interrupted but to answer a flush, and user code doesn't run inside it",
            "no for what a scenario says: another core's step stands for the interrupt's; yes for code that is wrong on one core alone", _ => false),
        new("second stage", "one stage of translation: no guest, no nested tables, no memory that is encrypted or of another type",
            "no: nothing of it can be said", _ => false),
    ];

    /// <summary>Those that could matter to a row.</summary>
    public static IEnumerable<ModelLimit> Of(RowText text) => All.Where(l => l.Matters(text));
}
