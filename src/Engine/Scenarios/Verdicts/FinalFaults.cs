using Emulator.Engine.Events;
using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>What an architecture whose faults are final (a device's) makes of a text that counts on a fault handler:
/// stores that never come, so that nothing is lost that should be, or nothing is done at all.</summary>
internal static class FinalFaults
{
    // What is refused makes no store and grants nothing: what is lost or writable then is so by something else.
    private static readonly Property[] OfStores =
        [Property.NoLostWrite, Property.NoLostDirtyBit, Property.NoStaleStore, Property.NoWritableAfterFlush];

    /// <summary>A verdict, with whether it turns on such a fault: a counterexample that goes through one, but for
    /// those that show something lost or writable; or that there is none, or nothing to break, where some run met one.
    /// A text that speaks of such faults, or names the architecture, means what it expects.</summary>
    public static PropertyVerdict Told(PropertyVerdict verdict, RowResult row, ScenarioMachine machine)
    {
        if (!machine.World.MetFinalFault || row.Scenario.SpeaksOfFinalFaults || row.Scenario.Names(row.Architecture))
            return verdict;
        var turns = verdict.Trace is { } trace
            ? !OfStores.Contains(verdict.Property) && trace.Steps.SelectMany(s => s.Told).OfType<FaultEvent>()
                .Any(f => f.Stage == FaultStage.Final)
            : verdict.Verdict == Verdict.Holds && (verdict.Vacuous is not null || verdict.Expected == false);
        return verdict with { TurnsOnFinalFault = turns };
    }
}
