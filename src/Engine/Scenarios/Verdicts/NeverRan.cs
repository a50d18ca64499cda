using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Statements of a row's text that no reachable state came to: what never ran can't have proved
/// anything.</summary>
internal static class NeverRan
{
    /// <summary>What is said of it; null: all of the text ran.</summary>
    public static string? Of(ScenarioMachine machine)
    {
        var ran = Ran(machine);
        var never = Texts(machine).Where(s => ran.TryGetValue(s.At, out var did) && !did).ToList();
        if (never.Count == 0)
            return null;
        var handler = machine.Text.MkWrite is { } own ? Model.Texts.Statements(own.Body)
            .Where(s => ran.ContainsKey(s.At)).ToList() : [];
        var isHandler = handler.Count > 0 && handler.All(never.Contains);
        var lines = never.Where(s => !isHandler || !handler.Contains(s)).Select(s => s.At.Line).Distinct().Order()
            .ToList();
        string[] parts = [.. isHandler ? ["mkwrite"] : Array.Empty<string>(),
            .. lines.Count > 0 ? [Said(lines)] : Array.Empty<string>()];
        return $"{string.Join(" and ", parts)} never ran: what never ran can't have proved anything";
    }

    // By statement with steps of its own, whether some step of it was ever done. Threads that are folded stand for one
    // another.
    private static Dictionary<At, bool> Ran(ScenarioMachine machine)
    {
        var ran = new Dictionary<At, bool>();
        var operations = machine.Codes.Select(code => code.Operations.ToList()).ToList();
        for (var thread = 0; thread < operations.Count; thread++)
        {
            var alike = machine.Machine.Folded.FirstOrDefault(group => group.Contains(thread), [thread]);
            foreach (var (n, op) in operations[thread].Index())
                if (op.At is { } at)
                    ran[at] = ran.GetValueOrDefault(at) || alike.Any(t => operations[t][n].WasDone);
        }
        return ran;
    }

    private static IEnumerable<Statement> Texts(ScenarioMachine machine) => machine.Text.Threads.Select(t => t.Body)
        .Concat(machine.Text.MkWrite is { } own ? [own.Body] : []).SelectMany(Model.Texts.Statements);

    // 12, 14 to 16.
    private static string Said(List<int> lines)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var line in lines)
            if (runs.Count > 0 && runs[^1].Last == line - 1)
                runs[^1] = (runs[^1].First, line);
            else
                runs.Add((line, line));
        var said = runs.Select(r => r.First == r.Last ? $"{r.First}" : r.Last == r.First + 1 ? $"{r.First}, {r.Last}"
            : $"{r.First} to {r.Last}");
        return $"{(lines.Count == 1 ? "line" : "lines")} {string.Join(", ", said)}";
    }
}
