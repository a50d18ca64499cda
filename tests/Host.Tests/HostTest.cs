namespace Emulator.Host.Tests;

/// <summary>A test that runs the program in a folder of its own.</summary>
public abstract class HostTest
{
    private protected Emulator Emulator { get; private set; } = null!;

    [TestInitialize]
    public void Begin() => Emulator = new();

    [TestCleanup]
    public void End() => Emulator.Dispose();

    /// <summary>The run failed with this exit code and one line that says each of these.</summary>
    private protected static void Fails(Ran ran, int exitCode, params string[] says)
    {
        Assert.AreEqual(exitCode, ran.ExitCode, ran.Error);
        foreach (var part in says)
            Assert.Contains(part, ran.OneError);
    }
}
