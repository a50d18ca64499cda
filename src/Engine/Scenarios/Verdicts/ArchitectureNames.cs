using Emulator.Engine.Scenarios.Model;

namespace Emulator.Engine.Scenarios.Verdicts;

/// <summary>Checks what a scenario says of architectures while it is explored.</summary>
internal static class ArchitectureNames
{
    /// <summary>Something is expected of an architecture by name to which the row doesn't apply.</summary>
    /// <exception cref="ScenarioException">So it is.</exception>
    public static void CheckApplies(Scenario scenario, Row row, Architecture architecture)
    {
        var mistakes = new Mistakes([]) { Unread = new HashSet<string>() };
        var declared = Declared.By(architecture);
        foreach (var e in scenario.Expectations.Where(e => e.Applies(row, declared)))
            foreach (var name in e.On.Where(n => n.Text == declared.Name))
                mistakes.Add(name.At, $"the scenario doesn't apply to {declared.Name}, whose format lacks what it "
                    + $"speaks of; leave {declared.Name} out");
        if (mistakes.All.Count > 0)
            throw ScenarioException.Of(scenario.File, scenario.Text, mistakes.All);
    }
}
