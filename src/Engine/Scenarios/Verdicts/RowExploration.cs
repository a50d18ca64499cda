using Emulator.Engine.Exploration;
using Emulator.Engine.Formats;
using Emulator.Engine.Memory;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Machines.State;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Explores rows.</summary>
internal static class RowExploration
{
    /// <summary>Explores one row on one architecture.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="row">One of its rows.</param>
    /// <param name="architecture">The architecture.</param>
    /// <param name="options">How the machine is built.</param>
    /// <param name="limits">Where exploring stops.</param>
    /// <param name="only">The property that is asked alone; null: all that are asserted.</param>
    public static RowResult Run(Scenario scenario, Row row, Architecture architecture, MachineOptions options,
        Limits limits, Property? only = null)
    {
        var model = ArchitectureModel.Of(architecture);
        var asked = only is { } property ? scenario with { Asserts = [property] } : scenario;
        var text = new RowText(asked, row, options.Folds, model.ChangesFlush);
        var declared = Declared.By(architecture);
        PropertyVerdict Of(Property p, Verdict verdict) =>
            new(p, verdict, scenario.Expected(p, row, declared), null, null);
        var unasked = new RowResult
        {
            Scenario = scenario,
            Row = row,
            Architecture = architecture.Name,
            Marks = text.Marks,
            Verdicts = [.. text.Asserts.Select(p => Of(p, Verdict.NotApplicable))],
        };
        var lacks = FormatNeeds.Lacking(model.Features, text.Needs);
        return lacks != 0 ? unasked with { Lacks = lacks }
            : Explored(unasked, ScenarioMachine.Of(text, model, options), limits);
    }

    private static RowResult Explored(RowResult row, ScenarioMachine machine, Limits limits)
    {
        var findings = Explore(row.Scenario, machine.Machine, limits);
        PropertyVerdict Of(PropertyVerdict asked, int number) => FinalFaults.Told(Found(asked, number), row, machine);
        PropertyVerdict Found(PropertyVerdict asked, int number) => findings.Violations[number] is { } trace
            ? asked with { Verdict = Verdict.Violated, Trace = trace }
            : findings.IsUndecided(isOfEnds: Properties.IsOfEnds(asked.Property))
                ? asked with { Verdict = Verdict.Inconclusive }
            : asked with { Verdict = Verdict.Holds, Vacuous = Vacuity.Of(asked.Property, findings, machine.Text) };
        return row with
        {
            Findings = findings,
            Machine = machine,
            Warnings = [.. machine.Text.Warnings(), .. Warnings(findings, machine.Text),
                .. Uncovered(findings, machine)],
            Verdicts = [.. row.Verdicts.Select(Of)],
        };
    }

    // Where the search ended early, what hadn't run may have run yet.
    private static IEnumerable<string> Uncovered(Findings findings, ScenarioMachine machine) =>
        findings.Bound is null && findings.Violations.Any(v => v is null) && NeverRan.Of(machine) is { } never ? [never]
            : [];

    private static IEnumerable<string> Warnings(Findings findings, RowText text)
    {
        if (findings.IsBoundOfEnds)
            yield return "every state was looked at, and not yet whether every run ends, "
                + $"when {findings.Bound} was reached: what is asked of ends is undecided";
        var showsDeadlock = text.Asserts.Contains(Property.NoDeadlock);
        if (findings.Endless is { } endless && (endless.GoesRound || !showsDeadlock))
            yield return $"some runs never end, they {How(endless)}: what is asked of ends was asked of where they "
                + "stay, too"
                + (endless.IsStuck && !showsDeadlock ? "; 'assert no_deadlock' shows one" : "");
    }

    private static string How(Endless endless) => endless switch
    {
        { IsStuck: true, GoesRound: true } => "stand still or go round for ever",
        { IsStuck: true } => "stand still",
        _ => "go round for ever",
    };

    // A mistake in the scenario that only a step could see is its author's, not ours.
    private static Findings Explore(Scenario scenario, Machine machine, Limits limits)
    {
        try
        {
            return Explorer.Run(machine, limits);
        }
        catch (StepException e) when (e.InnerException is ScenarioException mistake)
        {
            throw mistake;
        }
        catch (StateTooWideException)
        {
            throw ScenarioException.Of(scenario.File,
                "this has more state than 255 bits hold; expected fewer pages, threads or variables");
        }
        catch (StepException e) when (e.InnerException is EndlessTextException endless)
        {
            throw ScenarioMachine.Endless(scenario, endless);
        }
    }
}
