using Emulator.Engine.Scenarios.Machines;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Reports;

/// <summary>Runs again that hold the sentences of a file against those that are made today.</summary>
internal static class Replays
{
    public static Replay Of(ScenarioMachine machine, Run run)
    {
        var (narrator, reasons) = (new Narrator(machine.World), new ReasonText(machine.World));
        return new(machine, run, step => narrator.Of(step.Told), reasons.Of);
    }
}
