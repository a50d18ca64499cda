namespace Emulator.Kit.Tests;

/// <summary>The program as a tool, installed from its package: plugins, scenarios and samples are inside.</summary>
[TestClass]
public sealed class InstalledTool
{
    [TestMethod]
    public void It_compares_the_trace_that_it_ships_with() =>
        Assert.Contains("No page missed, none recorded without a store.", Kit.Succeed(Kit.Folder, "emulator compare"));

    [TestMethod]
    public void It_explores_the_scenarios_that_it_ships_with() =>
        Assert.Contains("every expectation is met.", Kit.Succeed(Kit.Folder, "emulator explore"));
}
