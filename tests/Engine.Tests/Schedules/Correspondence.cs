using System.Text.RegularExpressions;

namespace Emulator.Engine.Tests.Schedules;

/// <summary>What real cores do where a machine makes a step.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Actor">The thread that does it.</param>
/// <param name="Page">The page that it is done to; null: none in particular.</param>
internal readonly record struct RealStep(RealOp Op, string Actor, string? Page)
{
    /// <summary>Of an access: whether it is a store.</summary>
    public bool IsStore { get; init; }

    /// <summary>Of an answer: who asked.</summary>
    public string? Sender { get; init; }
}

/// <summary>Which real operation a machine's step is, by its name: the only place that knows it.</summary>
internal static class Correspondence
{
    private const string Page = "(?<page>[A-C])", Kind = "(?<kind>load|store)";

    private const RegexOptions Fixed = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // The first one that fits.
    private static readonly (Regex Says, RealOp Op)[] Table =
    [
        .. new (string Says, RealOp Op)[]
        {
            ($"looks up {Page} for a {Kind}", RealOp.LookUp),
            ($"walks {Page} for a {Kind}", RealOp.Walk),
            ($"updates dirty of {Page}", RealOp.UpdateDirty),
            ($"reads {Page} to set dirty", RealOp.BeginUpdate),
            ($"writes {Page} with dirty set", RealOp.EndUpdate),
            ($"stores {Page} ahead of dirty", RealOp.BeginUpdate),
            ($"sets dirty of {Page} late", RealOp.EndUpdate),
            ($"traps on {Page}", RealOp.Trap),
            ($"faults on {Page}", RealOp.Lock),
            ($"handles its fault on {Page}", RealOp.Decide),
            ($"stores {Page} in its fault", RealOp.StoreDecided),
            ("locks address_space in mkwrite", RealOp.LockDriver),
            ($"records {Page}", RealOp.Record),
            ($@"locks ptl\({Page}\) to make it writable", RealOp.LockAgain),
            ($"reads {Page} to make it writable", RealOp.ReadToMakeWritable),
            ($"makes {Page} writable", RealOp.MakeWritable),
            ("unlocks address_space in mkwrite", RealOp.UnlockDriver),
            ("counts its pass", RealOp.CountPass),
            ($"locks the table of {Page}", RealOp.LockTable),
            ($"tests {Page}", RealOp.Test),
            ($"reads {Page} to start", RealOp.ReadToStart),
            ($"starts {Page}", RealOp.Start),
            ($"commits {Page}", RealOp.Commit),
            ($"unlocks the table of {Page}", RealOp.UnlockTable),
            ("asks whether another pass is under way", RealOp.AskNested),
            ("issues a flush", RealOp.Issue),
            ("finds nothing to flush", RealOp.FindNothing),
            ("completes its flush", RealOp.Complete),
            ("answers (?<sender>.*)", RealOp.Answer),
            ($"flushes {Page} locally", RealOp.Drop),
            ($"evicts {Page}", RealOp.Evict),
            ("locks address_space", RealOp.TakeDriverLock),
            ("unlocks address_space", RealOp.ReleaseDriverLock),
            ("drains its store buffer", RealOp.Nothing),
            ("waits for its store buffer", RealOp.Nothing),
        }.Select(row => (new Regex($"^{row.Says}$", Fixed), row.Op)),
    ];

    private static readonly Dictionary<string, RealStep> Known = [];

    public static RealStep Of(string stepName)
    {
        lock (Known)
            return Known.TryGetValue(stepName, out var known) ? known : Known[stepName] = Found(stepName);
    }

    private static RealStep Found(string stepName)
    {
        var (actor, says) = stepName.Split(' ', 2) is [var a, var s] ? (a, s) : (stepName, "");
        foreach (var (pattern, op) in Table)
            if (pattern.Match(says) is { Success: true } match)
                return new(op, actor, Group(match, "page"))
                {
                    IsStore = Group(match, "kind") == "store",
                    Sender = Group(match, "sender"),
                };
        throw new Difference($"nothing real corresponds to the step '{stepName}'");
    }

    private static string? Group(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? group.Value : null;
}
