using Emulator.Engine.Laws;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;
using Emulator.Engine.Verification;
using Emulator.Host.Files;
using Emulator.Host.Plugins;
using Emulator.Reports;

namespace Emulator.Host.Runs;

/// <summary>Everything that is asked of an architecture: the engine's laws, and the scenarios of the 2019
/// thread.</summary>
internal static class Laws
{
    private static readonly Lock Read = new();
    private static IReadOnlyList<Scenario>? s_scenarios;

    /// <summary>Each law's name and what it says, in the order in which they are reported.</summary>
    public static IReadOnlyList<(string Name, string Says)> All { get; } =
    [
        .. Verifier.Laws.Select(l => (l.Name, l.Says)),
        (Verifier.Thread, "the scenarios of the 2019 thread come out as on every architecture with its traits"),
    ];

    /// <summary>Asks those that are wanted.</summary>
    public static IReadOnlyList<VerifiedLaw> Verify(
        Terminal terminal, LoadedArchitecture architecture, IReadOnlyList<string> wanted)
    {
        var verdicts = VerifiedLaw.Of(architecture.Architecture, law => wanted.Contains(law.Name));
        if (!wanted.Contains(Verifier.Thread))
            return verdicts;
        var thread = OfThread(terminal, architecture);
        var isBroken = thread.Verdict == VerifiedLaw.Broken;
        return [.. verdicts, thread with { Follows = isBroken ? RootOf(verdicts) : null }];
    }

    // The first broken law that the scenarios rest on, or what that follows from.
    private static string? RootOf(IReadOnlyList<VerifiedLaw> verdicts) => verdicts
        .Where(v => v is { Verdict: VerifiedLaw.Broken or VerifiedLaw.Exempt, IsVoidExemption: false }
            && Roots.OfThread.Contains(v.Law))
        .Select(v => v.Follows ?? v.Law).FirstOrDefault();

    private static VerifiedLaw OfThread(Terminal terminal, LoadedArchitecture architecture)
    {
        var otherwise = Otherwise(terminal, architecture);
        var exemption = architecture.Architecture.Exemptions.FirstOrDefault(e => e.Law == Verifier.Thread);
        VerifiedLaw Is(string verdict, string? why) =>
            new(architecture.Name, Verifier.Thread, verdict, null, why, otherwise, []);
        return (otherwise.Count, exemption) switch
        {
            (0, null) => Is(VerifiedLaw.Holds, null),
            (0, { } needless) => Is(VerifiedLaw.Broken, LawBook.Void(needless, LawVerdict.Holds)),
            (_, { } told) => Is(VerifiedLaw.Exempt, told.Why),
            (var count, null) => Is(VerifiedLaw.Broken, $"{count} verdict{(count == 1 ? " is" : "s are")} another"),
        };
    }

    // What comes out otherwise, and what keeps us from knowing.
    private static List<string> Otherwise(Terminal terminal, LoadedArchitecture architecture)
    {
        var run = new ScenarioRun(terminal, new() { Threads = 1 });
        var results = run.Run(Scenarios(terminal), _ => [architecture], CancellationToken.None);
        var otherwise = from result in results
                        from verdict in result.Verdicts
                        where verdict.Verdict == Verdict.Inconclusive || !verdict.IsMet
                        select Said(result, verdict);
        List<string> all = [.. otherwise, .. run.Failures.Select(f => f.Message)];
        if (results.Count == 0 && all.Count == 0)
            all.Add($"nothing was explored: the scenarios in {ScenarioFiles.Thread} can't be read, all of them; "
                + "install the emulator again");
        return all;
    }

    private static string Said(RowResult result, PropertyVerdict verdict)
    {
        var row = result.Row.Values.Count > 0 ? $" ({result.Row})" : "";
        var what = verdict.Verdict switch
        {
            Verdict.Violated => $"is violated in {verdict.Trace?.Steps.Count} steps",
            Verdict.Holds => "holds",
            _ => "is undecided",
        };
        return $"{result.Scenario.Name}{row}: {Properties.NameOf(verdict.Property)} {what}";
    }

    // All of them, or none: part of them proves nothing of the others.
    private static IReadOnlyList<Scenario> Scenarios(Terminal terminal)
    {
        lock (Read)
        {
            var files = new ScenarioFiles(terminal);
            return s_scenarios ??= files.Read([], null) is var read && files.HasMistakes ? [] : read;
        }
    }
}
