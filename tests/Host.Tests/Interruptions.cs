using System.Diagnostics;

namespace Emulator.Host.Tests;

/// <summary>What a signal ends the program with, and what stays behind.</summary>
[TestClass]
public sealed class Interruptions : HostTest
{
    // The first line is printed when the work is about to begin.
    private Ran Stop(string arguments, string signal)
    {
        using var process = Emulator.Begin("exec $EMULATOR " + arguments);
        var first = process.StandardOutput.ReadLine();
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEnd());
        process.WaitForExit();
        return new(process.ExitCode, first + "\n" + output.Result, error);
    }

    [TestMethod]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void Stress_prints_what_it_has_and_ends_as_the_signal_says(string signal, int exitCode)
    {
        var ran = Stop("stress --seconds 60 --arch x86,arm64-sw", signal);
        Assert.AreEqual(exitCode, ran.ExitCode, ran.Error);
        // In so short a time there may have been no pass yet.
        Assert.IsTrue(ran.Out.Contains("Every page stored to", StringComparison.Ordinal)
            || ran.Out.Contains("that says nothing", StringComparison.Ordinal), ran.Out);
    }

    // The scenario comes through a pipe: it is read when signals are waited for, and the signal is sent when that is
    // so.
    [TestMethod]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void Explore_says_what_it_covered_and_ends_as_the_signal_says(string signal, int exitCode)
    {
        Emulator.File("large", """
            scenario large "More states than anybody waits for"
            page A, B, C, D, E, F : writable dirty
            thread cpu0 { forever { store A|B|C|D load E|F } }
            thread cpu1 { forever { load A|B|C|D store E|F } }
            thread cpu2 { forever { store D|A load C|B } }
            thread driver {
                apply_as_clean(A..F, flush = none)
                flush_tlb_range(A..F)
                act_recorded()
            }
            assert no_lost_write
            """);
        var ran = Emulator.Shell(
            $"mkfifo pipe; (cat large > pipe; kill -{signal} $$) & "
            + "exec $EMULATOR explore pipe --fine --no-symmetry --arch x86");
        Assert.AreEqual(exitCode, ran.ExitCode, ran.Error + ran.Out);
        Assert.Contains("no_lost_write is inconclusive: interrupted was reached", ran.Out);
    }

    [TestMethod]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    public void A_file_of_pages_that_is_not_whole_does_not_stay(string signal, int exitCode)
    {
        Emulator.File("pages", "of an earlier run");
        Assert.AreEqual(exitCode, Stop("compare --cores 64 --every 1 --pages-out pages", signal).ExitCode);
        Assert.AreSequenceEqual(new[] { Path.Combine(Emulator.Folder, "pages") }, Directory.GetFiles(Emulator.Folder));
        Assert.AreEqual("of an earlier run", File.ReadAllText(Path.Combine(Emulator.Folder, "pages")));
    }
}
