using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Why a property is violated, as one sentence.</summary>
internal sealed class ReasonText(World world)
{
    private readonly Narrator _narrator = new(world);

    /// <summary>The sentence, without its full stop.</summary>
    /// <param name="turn">Where, and why.</param>
    public string Of(Turn turn) => OfReason(turn.Reason) + (turn.Reason.NeverEndsFrom is { } from
        ? $"; no run from {(turn.Step == from ? "here" : $"step {from}")} on ends, and page {turn.Reason.Page} {Lasts(turn.Reason)} in every "
            + "state that is left"
        : "");

    private static string Lasts(Reason reason) => reason switch
    {
        LostDirtiness => "has no mark",
        TlbDisagrees => "disagrees with a TLB",
        _ => "is lost",
    };

    private string OfReason(Reason reason) => reason switch
    {
        LostStore lost => Of(lost),
        LackedStore lacked => $"from here on page {lacked.Page} ends with a content that lacks a store made to it{Elsewhere(lacked)}",
        GoneStore gone => (gone.Store is { } store ? _narrator.Went(store) : $"a store to page {reason.Page} is gone with its frame")
            + $"; no consumer has taken it, and the marks that are left speak of nothing{How(reason)}",
        DiscardedStore => "the page is thrown away with a store in it that no consumer has taken",
        LostDirtiness => $"the entry of page {reason.Page} went from dirty to clean, and nothing else marks the page",
        StillWritable writable => $"page {reason.Page} has been protected since step {writable.Since}, and {Writing(writable)}",
        StaleAccess stale =>
            $"this {(stale.Op == AccessOp.Store ? "store" : "load")} reached a frame that had been taken from its page",
        TlbDisagrees => $"a TLB lets stores to page {reason.Page} through without a look at memory, and the entry isn't dirty",
        Deadlock deadlock => $"nothing can go on; blocked are: {string.Join("; ", deadlock.Waiting)}",
        FaultsForEver faults =>
            $"from here on the access of {string.Join(" or ", faults.Cores)} faults for ever, though nobody interferes",
        _ => "this condition must never be true here",
    };

    private string Of(LostStore lost)
    {
        return lost.Store is { } store
            ? $"{_narrator.Went(store)}; no mark of page {lost.Page} is left{How(lost)}"
            : $"this took the last mark of page {lost.Page}, whose frame has a store that no consumer has taken{How(lost)}";
    }

    private static string How(Reason reason) =>
        string.Concat(reason.Causes.Select((cause, n) => $"{(n == 0 ? "; " : ", ")}{Of(cause)}"));

    private static string Of(Cause cause) => cause.Role switch
    {
        CauseRole.Cleaned => $"its entry was cleaned in step {cause.Step}",
        CauseRole.RecordTaken => $"its record was taken in step {cause.Step}",
        CauseRole.MarkCleared => $"its PG_dirty was cleared in step {cause.Step}",
        CauseRole.Freed => $"its frame was freed in step {cause.Step}",
        CauseRole.StaleSince => $"its translation is stale since step {cause.Step}",
        _ => $"it is protected since step {cause.Step}",
    };

    private static string Elsewhere(LackedStore lacked) => lacked.Since == 0 ? ""
        : lacked.WentElsewhere ? $": the store of step {lacked.Since} went elsewhere than to frame {lacked.Frame}"
        : $": frame {lacked.Frame} lacks it since step {lacked.Since}";

    private static string Writing(StillWritable writable) => writable.EntryIsWritable ? "its entry is writable"
        : $"{string.Join(" and ", writable.Cores.Select(c => $"{c}'s TLB"))} still lets a store through";
}
