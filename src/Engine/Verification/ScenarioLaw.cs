using Emulator.Engine.Formats;
using Emulator.Engine.Laws;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Verification;

/// <summary>A law that takes more than one agent: a scenario that every architecture holds, explored.</summary>
internal sealed class ScenarioLaw(string name, string says, string bug, string[] restsOn, string text)
    : Law(name, says)
{
    private const string Clean = "clean", Old = Clean + " old";
    private readonly Scenario _scenario = ScenarioReader.Read(name, text);

    // Where no entry is ever old.
    private readonly Scenario _young = ScenarioReader.Read(name, text.Replace(Old, Clean, StringComparison.Ordinal));

    public override string Bug => bug;

    public override IReadOnlyList<string> RestsOn => [.. Foundations, "G2", .. restsOn];

    // No formula: Explored asks.
    public override void Ask<TPte, TDirty, TTlb, W>(Clauses<W> clauses, W p, W q)
    {
    }

    /// <summary>Explores it.</summary>
    public LawResult Explored(Architecture architecture)
    {
        var scenario = architecture.Accept(new HasAccessedBit()) ? _scenario : _young;
        foreach (var row in scenario.Rows)
        {
            var result = RowExploration.Run(scenario, row, architecture, new(), new(MaxStates: 1_000_000));
            foreach (var verdict in result.Verdicts)
            {
                if (verdict.Verdict == Verdict.NotApplicable || verdict.TurnsOnFinalFault)
                    return new(this, LawVerdict.NotChecked);
                // What nothing could have broken says nothing of the architecture.
                if (verdict.Verdict != Verdict.Holds || verdict.Vacuous is not null)
                    return new ExploredLawResult(this, result, verdict) { Why = Why(result, verdict) };
            }
        }
        return new(this, LawVerdict.Holds);
    }

    private static string Why(RowResult result, PropertyVerdict verdict)
    {
        var property = Properties.NameOf(verdict.Property);
        return verdict switch
        {
            { Verdict: Verdict.Inconclusive } =>
                $"{property} is undecided after {result.Findings?.Coverage.States:#,0} states: "
                + "it has far more than any of ours",
            { Vacuous: { } vacuous } => $"{property} holds of nothing: {vacuous}",
            _ => $"{property} is violated in {verdict.Trace?.Steps.Count} steps",
        };
    }

    private sealed class HasAccessedBit : ArchitectureVisitor<bool>
    {
        public override bool Visit<TPte, TDirty, TTlb>() =>
            FormatNeeds.Lacking(TPte.Features, FormatNeeds.AccessedBit) == 0;
    }
}
