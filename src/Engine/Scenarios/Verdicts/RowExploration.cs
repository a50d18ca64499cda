using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Rows;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What was found of a property.</summary>
internal enum Verdict
{
    /// <summary>In every reachable state.</summary>
    Holds,

    /// <summary>There is a counterexample.</summary>
    Violated,

    /// <summary>A bound was reached first.</summary>
    Inconclusive,

    /// <summary>The format lacks what the scenario speaks of.</summary>
    NotApplicable,
}

/// <summary>A property's verdict on one row and one architecture.</summary>
/// <param name="Property">The property.</param>
/// <param name="Verdict">What was found.</param>
/// <param name="Expected">Whether it was expected to hold; null: nothing is said.</param>
/// <param name="Vacuous">Why nothing could have broken it; null where something could.</param>
/// <param name="Trace">The counterexample.</param>
internal sealed record PropertyVerdict(Property Property, Verdict Verdict, bool? Expected, string? Vacuous, Trace? Trace)
{
    /// <summary>Whether it is as expected; where nothing is expected: whether it holds.</summary>
    public bool IsMet => Verdict is Verdict.NotApplicable or Verdict.Inconclusive || (Verdict == Verdict.Holds) == (Expected ?? true);
}

/// <summary>What was found of one row on one architecture.</summary>
internal sealed record RowResult
{
    public required Scenario Scenario { get; init; }

    public required Row Row { get; init; }

    public required string Architecture { get; init; }

    public required IReadOnlyList<PropertyVerdict> Verdicts { get; init; }

    public Marks Marks { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the explorer found; null where the row doesn't apply.</summary>
    public Findings? Findings { get; init; }

    /// <summary>The machine that was explored; null where the row doesn't apply.</summary>
    public ScenarioMachine? Machine { get; init; }
}

/// <summary>Explores rows.</summary>
internal static class RowExploration
{
    /// <summary>Explores one row on one architecture.</summary>
    public static RowResult Run(Scenario scenario, Row row, Architecture architecture, MachineOptions options, Limits limits, Property? only = null)
    {
        var model = ArchitectureModel.Of(architecture);
        var asked = only is { } property ? scenario with { Asserts = [property] } : scenario;
        var text = new RowText(asked, row, options.Folds);
        PropertyVerdict Of(Property p, Verdict verdict, string? vacuous = null, Trace? trace = null) =>
            new(p, verdict, scenario.Expected(p, row, architecture.Name), vacuous, trace);
        if ((text.Needs & ~model.Features) != 0)
            return new()
            {
                Scenario = scenario, Row = row, Architecture = architecture.Name, Marks = text.Marks,
                Verdicts = [.. text.Asserts.Select(p => Of(p, Verdict.NotApplicable))],
            };
        var machine = ScenarioMachine.Of(text, model, options);
        var findings = Explore(scenario, machine.Machine, limits);
        return new()
        {
            Scenario = scenario,
            Row = row,
            Architecture = architecture.Name,
            Marks = text.Marks,
            Findings = findings,
            Machine = machine,
            Warnings = [.. text.Warnings(), .. Warnings(findings, text), .. Uncovered(findings, machine)],
            Verdicts = [.. text.Asserts.Select((p, n) => findings.Violations[n] is { } trace ? Of(p, Verdict.Violated, trace: trace)
                : findings.Bound is not null ? Of(p, Verdict.Inconclusive)
                : Of(p, Verdict.Holds, Vacuity.Of(p, findings, text)))],
        };
    }

    // Where the search ended early, what hadn't run may have run yet.
    private static IEnumerable<string> Uncovered(Findings findings, ScenarioMachine machine) =>
        findings.Bound is null && findings.Violations.Any(v => v is null) && NeverRan.Of(machine) is { } never ? [never] : [];

    private static IEnumerable<string> Warnings(Findings findings, RowText text)
    {
        if (findings.IsStuck && !text.Asserts.Contains(Property.NoDeadlock) && text.Asserts.Any(p => Properties.IsOfEnds(p)))
            yield return "in some states nothing can go on and no end is reached: what is asked of ends says nothing of them; 'assert no_deadlock' shows one";
    }

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
            throw ScenarioException.Of(scenario.File, "this has more state than 255 bits hold; expected fewer pages, threads or variables");
        }
        catch (StepException e) when (e.InnerException is EndlessTextException endless)
        {
            throw ScenarioMachine.Endless(scenario, endless);
        }
    }
}

/// <summary>Says why nothing could have broken a property.</summary>
internal static class Vacuity
{
    public static string? Of(Property property, Findings findings, RowText text)
    {
        bool Never(Signs what) => !findings.Signs.Has(what);
        return property switch
        {
            Property.NoLostWrite when Never(Happening.Store) => "no store was made",
            Property.NoLostDirtyBit when Never(Happening.DirtyCleared) => "no entry went from dirty to clean",
            Property.NoWritableAfterFlush when Never(Happening.Armed) => "no write-protect pass has flushed: nothing was armed",
            Property.NoStaleStore or Property.NoStaleLoad when Never(Happening.Freed) => "no frame was freed",
            Property.NoStaleStore when Never(Happening.Store) => "no store was made",
            Property.NoStaleLoad when Never(Happening.Load) => "no load was made",
            Property.NoLostWrite or Property.NoLostDirtyBit or Property.TlbAgreesAfterFlush when !findings.HasEnded => "no end state is reached",
            Property.TlbAgreesAfterFlush when !text.Threads.Any(t => t.HasTlb) => "no core has a TLB",
            Property.NoDeadlock when !text.CanWait => "no step can ever have to wait",
            Property.NoBug when Never(Happening.Questioned) => "no bug_on was reached",
            Property.Progress when Never(Happening.Accessed) => "no access was made",
            _ => null,
        };
    }
}
