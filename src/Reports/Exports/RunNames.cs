using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Exports;

/// <summary>Whether a run that was read speaks only of actors and pages that it has. A replay finds what else is
/// changed; a picture needs no more.</summary>
internal static class RunNames
{
    /// <summary>What it names and hasn't; null: nothing.</summary>
    public static string? UnknownIn(Run run)
    {
        var actors = run.Actors.Select(a => a.Id).ToHashSet();
        var pages = run.Pages.Select(p => p.Id).ToHashSet();
        if (actors.Count < run.Actors.Count || pages.Count < run.Pages.Count)
            return "two actors or pages of one name";
        return run.Steps.Select(s => s.After).Prepend(run.Start).SelectMany(ActorsOf)
            .Concat(run.Steps.Select(s => s.Actor)).Where(a => !actors.Contains(a)).Select(a => $"an actor {a}")
            .Concat(run.Actors.SelectMany(a => a.Caches).Where(p => !pages.Contains(p)).Select(p => $"a page {p}"))
            .FirstOrDefault();
    }

    private static IEnumerable<string> ActorsOf(RunState state) =>
        state.Owed.SelectMany(o => new[] { o.By, o.To }).Concat(state.Tlb.Keys);
}
