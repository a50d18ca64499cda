using Emulator.Engine.Laws;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Verification;

/// <summary>A law that takes more than one agent: a scenario that every architecture holds, explored.</summary>
internal sealed class ScenarioLaw(string name, string says, string bug, string text) : Law(name, says)
{
    private readonly Scenario _scenario = ScenarioReader.Read(name, text);

    public override string Bug => bug;

    // No formula: Explored asks.
    public override W Broken<TPte, TDirty, TTlb, W>(W p, W q) => W.Of(0);

    /// <summary>Explores it.</summary>
    public LawResult Explored(Architecture architecture)
    {
        foreach (var row in _scenario.Rows)
        {
            var result = RowExploration.Run(_scenario, row, architecture, new(), new(MaxStates: 1_000_000));
            foreach (var verdict in result.Verdicts)
            {
                if (verdict.Verdict == Verdict.NotApplicable)
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
}
