using System.Text;
using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports.Exports;

/// <summary>A counterexample as a sequence diagram of Mermaid: actors and entries, what goes between them, and where it
/// is lost.</summary>
internal static class MermaidExport
{
    public static string Of(Run run)
    {
        var text = new StringBuilder("sequenceDiagram\n    autonumber\n");
        foreach (var (n, actor) in run.Actors.Index())
            text.Append($"    participant a{n} as {Plain(actor.Id)}\n");
        foreach (var (n, page) in run.Pages.Index())
            text.Append($"    participant p{n} as pte {Plain(page.Id)}\n");
        foreach (var step in run.Steps)
        {
            foreach (var line in Lines(run, step))
                text.Append($"    {line}\n");
            if (step.Number == run.Loss.Step)
                text.Append($"    Note over {ActorOf(run, step.Actor)}: LOST HERE<br/>{Plain(run.Loss.Why)}\n");
        }
        if (run.Loss.Step == 0)
            text.Append($"    Note over a0: {Plain(run.Loss.Why)}\n");
        return text.ToString();
    }

    // An arrow for a step: to the entry that it reads or writes, to whom it asks or answers, or to itself.
    private static IEnumerable<string> Lines(Run run, RunStep step)
    {
        var from = ActorOf(run, step.Actor);
        yield return $"{from}{To(run, step) ?? $"->>{from}"}: {string.Join("<br/>", step.Told.Select(Plain))}";
        foreach (var owed in step.Events.OfType<FlushEvent>().Where(f => f.Op == FlushOp.Issue).SelectMany(f => f.Owe)
            .Skip(1))
            yield return $"{from}-){ActorOf(run, owed)}: and asks {Plain(owed)}";
    }

    private static string? To(Run run, RunStep step)
    {
        foreach (var e in step.Events)
            switch (e)
            {
                case FlushEvent { Op: FlushOp.Issue, Owe: [var owed, ..] }: return $"-){ActorOf(run, owed)}";
                case FlushEvent { Op: FlushOp.Answer } f: return $"-->>{ActorOf(run, f.By)}";
                case PteWriteEvent w: return $"->>{PageOf(run, w.Page)}";
                case PteReadEvent r: return $"->>{PageOf(run, r.Page)}";
                case AccessEvent { Outcome: not AccessOutcome.Done } a: return $"->>{PageOf(run, a.Page)}";
            }
        return null;
    }

    private static string ActorOf(Run run, string id) => $"a{Math.Max(0, IndexOf(run.Actors.Select(a => a.Id), id))}";

    private static string PageOf(Run run, string id) => $"p{Math.Max(0, IndexOf(run.Pages.Select(p => p.Id), id))}";

    private static int IndexOf(IEnumerable<string> names, string name) =>
        names.Index().Where(n => n.Item == name).Select(n => n.Index).DefaultIfEmpty(-1).First();

    // What ends a message, or begins an entity, as the entities of Mermaid's that stand for them.
    private static string Plain(string text) => text.Replace("#", "#35;", StringComparison.Ordinal)
        .Replace(";", "#59;", StringComparison.Ordinal).Replace("#35#59;", "#35;", StringComparison.Ordinal)
        .Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal);
}
