using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Reports;

/// <summary>Makes sentences of what happened on a machine. Events that only a picture needs have none.</summary>
internal sealed class Narrator(World world)
{
    private readonly EntryNames _entries = new(world.Model);

    /// <summary>The sentences of a step, in order.</summary>
    public IReadOnlyList<string> Of(IEnumerable<object> told) => [.. told.OfType<Event>().SelectMany(Sentences)];

    private IEnumerable<string> Sentences(Event e)
    {
        if (Of(e) is { } sentence)
            yield return sentence;
        if (e is AccessEvent { FrameWasTaken: true } access)
            yield return $"  that frame was taken from page {access.Page}";
        if (e is FrameEvent { LosesStore: true })
            yield return "  a store that no consumer has taken is gone with it";
        if (e is FrameEvent frame)
            foreach (var page in frame.TakenFrom)
                yield return $"  that frame was taken from page {page}";
    }

    private string? Of(Event e) => e switch
    {
        AccessEvent a => Of(a),
        WalkEvent w => Of(w),
        TlbEvent t => Of(t),
        FaultEvent f => Of(f),
        LockEvent l => Of(l),
        PteReadEvent r => Of(r),
        PteWriteEvent w => Of(w),
        MarkEvent m => Of(m),
        ConsumeEvent c => Of(c),
        FlushEvent f => Of(f),
        FrameEvent f => Of(f),
        VariableEvent v => Of(v),
        ConditionEvent c => Of(c),
        BufferEvent b => Of(b),
        CpuEvent c => Of(c),
        _ => null,
    };

    private static string Op(AccessOp op) => op == AccessOp.Store ? "store" : "load";

    private string Of(AccessEvent e) => e.Outcome switch
    {
        AccessOutcome.Walks => $"{e.Actor} {Op(e.Op)}s page {e.Page}: its TLB has no entry",
        AccessOutcome.Faults => $"{e.Actor} {Op(e.Op)}s page {e.Page}: its TLB's entry refuses ({Entry(e.Through)})",
        AccessOutcome.AsksForDirty =>
            $"{e.Actor} {Op(e.Op)}s page {e.Page}: its TLB's entry asks for a dirty update ({Entry(e.Through)})",
        AccessOutcome.Landed => $"{e.Actor}'s store to page {e.Page} lands"
            + (e.AfterInvalidation ? ", after the invalidation was said to be complete" : ""),
        _ => $"{e.Actor}'s {Op(e.Op)} to page {e.Page} goes through its TLB's entry, cached {Cached(e)}{ToFrame(e)}",
    };

    /// <summary>How a store went through, as a reason is told.</summary>
    public string Went(AccessEvent e) =>
        $"{e.Actor}'s {Op(e.Op)} to page {e.Page} went through an entry cached {Cached(e)}"
        + $"{(e.CachedDirty == true ? ", without a look at memory" : "")}{ToFrame(e)}";

    private static string Cached(AccessEvent e) => e.CachedDirty == true ? "dirty" : "clean";

    private string ToFrame(AccessEvent e) => e.Frame is { } frame && frame != OwnFrame(e.Page) ? $", to frame {frame}"
        : "";

    private string OwnFrame(string page) => world.Text.Scenario.Frames[world.Pages.First(p => p.Name == page).Frame];

    private string Entry(Pte? pte) => _entries.Of(pte ?? default);

    private string Of(WalkEvent e) => !e.Fills
        ? $"{e.Actor} walks: the entry refuses the {Op(e.Op)} ({_entries.Of(e.Before)})"
        : $"{e.Actor} walks and fills its TLB: "
            + $"{(e.Before == e.After ? _entries.Of(e.After) : _entries.Change(e.Before, e.After))}";

    private string? Of(TlbEvent e) => e.Cause switch
    {
        TlbCause.Speculation =>
            $"{e.Actor}'s hardware fills its TLB with page {e.Page} by itself ({_entries.Of(e.Entry)})",
        TlbCause.Refusal => $"{e.Actor}'s TLB keeps the refusal of page {e.Page} ({_entries.Of(e.Entry)})",
        TlbCause.Eviction => $"{e.Actor}'s TLB makes room: page {e.Page} is dropped",
        _ => null,
    };

    private string Of(FaultEvent e) => e.Stage switch
    {
        FaultStage.Enter => $"{e.Actor} faults on page {e.Page} and takes ptl({e.Page})",
        FaultStage.Final => $"nobody handles {e.Actor}'s fault on page {e.Page}: its access is given up "
            + $"({_entries.Of(e.Before)})",
        FaultStage.Trap => $"{e.Actor}'s trap handler, without ptl: "
            + (e.Before == e.After ? $"its TLB's entry was old ({_entries.Of(e.Before)})"
                : _entries.Change(e.Before, e.After)),
        FaultStage.Store => $"{e.Actor}'s fault handler stores what it made of what it read: "
            + $"{_entries.Change(e.Before, e.After)}",
        _ => $"{e.Actor}'s fault handler: {Decision(e)}",
    };

    private string Decision(FaultEvent e) => e switch
    {
        { Later: true } => $"software will set {(e.Stage == FaultStage.SetDirty ? "dirty" : "young")} "
            + $"({_entries.Of(e.Before)})",
        { Stage: FaultStage.GiveUp } => "nothing is mapped, the access is given up",
        { Stage: FaultStage.MkWrite } =>
            $"writing isn't granted; it lets go of ptl and calls mkwrite ({_entries.Of(e.Before)})",
        { Stage: FaultStage.SetDirty } => $"software sets dirty: {_entries.Change(e.Before, e.After)}",
        { Stage: FaultStage.SetYoung } => $"software sets young: {_entries.Change(e.Before, e.After)}",
        _ => $"nothing to do, the access begins again ({_entries.Of(e.Before)})",
    };

    // Of the fault handler's own hold of ptl its decision tells.
    private static string? Of(LockEvent e) => (e.By, e.Named, e.Takes) switch
    {
        (By.Handler, _, _) => null,
        (By.MkWrite, LockName.AddressSpace, var takes) =>
            $"{e.Actor}'s mkwrite {(takes ? "takes" : "releases")} {e.Named}",
        (By.MkWrite, _, false) => null,
        _ => $"{e.Actor} {(e.Takes ? "takes" : "releases")} {e.Named}{(e.IsBuffered ? ", into its store buffer" : "")}",
    };

    private string Of(PteReadEvent e) => e switch
    {
        { By: By.Hardware } => $"{e.Actor}'s hardware reads the entry to set dirty ({_entries.Of(e.Value)})",
        { By: By.MkWrite } => $"{e.Actor} reads page {e.Page} to make it writable: {_entries.Of(e.Value)}",
        { By: By.Pass, IsWanted: { } wanted } => $"{e.Actor} tests page {e.Page}: {(wanted ? "" : "not ")}"
            + $"{(e.Cleans == true ? "dirty" : "writable")} ({_entries.Of(e.Value)})",
        { By: By.Pass } => $"{e.Actor} reads page {e.Page} to start on it: {_entries.Of(e.Value)}",
        { Call: { } call } => $"{e.Actor} {call} = {_entries.Of(e.Value)}",
        _ => $"{e.Actor} reads page {e.Page} for {e.Word}: {_entries.Of(e.Value)}",
    };

    private string Of(PteWriteEvent e) => e.By switch
    {
        By.Hardware => Hardware(e),
        By.MkWrite when e.IsRefused =>
            $"{e.Actor} leaves page {e.Page}: "
                + $"{(world.Model.IsPresent(e.Before) ? "it isn't what the fault saw" : "it isn't present")}",
        By.MkWrite => $"{e.Actor} makes page {e.Page} writable: {_entries.Change(e.Before, e.After)}",
        By.Pass when e.Word == "start" => $"{e.Actor} starts on page {e.Page}: {_entries.Change(e.Before, e.After)}",
        By.Pass => $"{e.Actor} commits page {e.Page}{(e.Records ? " and records it" : "")}: "
            + $"{_entries.Change(e.Before, e.After)}",
        _ when e.Answer is { } answer => $"{e.Actor} {e.Call} = {_entries.Of(answer)}"
            + (e.Before == e.After ? "" : $"; leaves {_entries.Of(e.After)}"),
        _ => $"{e.Actor} {e.Call}{(e.Before == e.After ? "" : $": {_entries.Change(e.Before, e.After)}")}",
    };

    private string Hardware(PteWriteEvent e) => e switch
    {
        { IsLate: true } => $"{e.Actor}'s hardware sets dirty after the store: "
            + (e.IsRefused ? $"the entry no longer allows it ({_entries.Of(e.Before)})"
                : _entries.Change(e.Before, e.After)),
        { IsRefused: true } =>
            $"{e.Actor} looks at the entry again: it no longer allows the store ({_entries.Of(e.Before)})"
            + (e.Before == e.After ? "" : ", yet dirty was set there"),
        _ => $"{e.Actor}'s hardware sets dirty: {_entries.Change(e.Before, e.After)}",
    };

    private static string Of(MarkEvent e) => e.By == By.MkWrite ? $"{e.Actor}'s mkwrite records page {e.Page}"
        : $"{e.Actor} {e.Call}{(e.Answers ? $" = {(e.Before ? 1 : 0)}" : "")}";

    private string Of(ConsumeEvent e) => e.Call is { } call ? $"{e.Actor} {call}"
        : $"{e.Actor} takes what is recorded: {Pages(e.Pages)}";

    private string Of(FlushEvent e) => e.Op switch
    {
        FlushOp.Issue => $"{e.Actor} asks every core to drop {Pages(e.Pages)}",
        FlushOp.AtOnce => $"{e.Actor} asks every core to drop {Pages(e.Pages)}; all do",
        FlushOp.Answer => $"{e.Actor} answers {e.By}'s flush: drops {Pages(e.Pages)}",
        FlushOp.Nothing => $"{e.Actor} asks for a flush of {Pages(e.Pages)}: there is nothing to do, each change was "
            + "flushed before its lock was dropped",
        FlushOp.Local => $"{e.Actor} drops {Pages(e.Pages)} from its own TLB",
        _ => $"{e.Actor} sees that every core has answered: the flush is complete",
    };

    private static string Of(FrameEvent e) => e.Op switch
    {
        FrameOp.Alloc => $"{e.Actor} {e.Call} = frame {e.Frame}",
        FrameOp.Copy => $"{e.Actor} {e.Call}: frame {e.Frame} now holds what frame {e.From} holds",
        FrameOp.Write => $"{e.Actor} {e.Call}: stores to frame {e.Frame} without an entry",
        _ => $"{e.Actor} {e.Call}: takes frame {e.Frame} from every page that had it",
    };

    private static string Of(VariableEvent e) => e.Change is { } by
        ? $"{e.Actor} {(by > 0 ? "raises" : "lowers")} {e.Name} to {e.Value}"
        : $"{e.Actor} {(e.Writes ? "writes" : "reads")} {e.Name} = "
            + $"{e.Value}{(e.IsBuffered ? ", into its store buffer" : "")}";

    private static string Of(ConditionEvent e) => e.Word == "wait" ? $"{e.Actor} sees that {e.Text}"
        : $"{e.Actor} {e.Word}({e.Text}): {(e.Holds ? "it is so" : "it isn't so")}";

    private string Of(BufferEvent e) => $"{e.Actor}'s store buffer drains: " + e.Kind switch
    {
        BufferedKind.Variable => $"{e.What} = {e.Value}",
        BufferedKind.Entry => $"page {e.What}: {_entries.Change(e.Before ?? default, e.After ?? default)}",
        _ => $"{e.What} is released",
    };

    private string Of(CpuEvent e) => e.Op switch
    {
        CpuOp.Atomic => $"{e.Actor} in one step:",
        CpuOp.LeaveForever => $"{e.Actor} has done this often enough",
        CpuOp.Protected => $"{e.Actor} says that no store may reach {Pages(e.Pages)} from here on",
        CpuOp.CountsPasses => $"{e.Actor} sees {e.Passes} pass"
            + (e.Passes > 1 ? "es under way: it will flush its whole range" : " under way"),
        _ => $"{e.Actor} {e.Call}",
    };

    /// <summary>A set of pages.</summary>
    public string Pages(IReadOnlyList<string> names) => names.Count == 0 ? "nothing"
        : names.Count == world.Pages.Count && names.Count > 4 ? "every page"
        : $"page{(names.Count > 1 ? "s" : "")} {string.Join(", ", names)}";
}
