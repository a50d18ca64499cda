namespace Emulator.Host.Tests;

/// <summary>Where output or input is closed or full, the program ends at once and says so where it can.</summary>
[TestClass]
public sealed class ClosedStreams : HostTest
{
    private const string Line = """{"pte":"0x1007","access":"read","user":true}""";

    [TestMethod]
    public void A_batch_without_end_ends_quietly_when_nobody_reads_its_answers()
    {
        var ran = Emulator.Shell(
            $"yes '{Line}' 2> no | $EMULATOR access --arch x86 --batch - | head -1; exit ${{PIPESTATUS[1]}}");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual("""{"result":"ok","pte":"0x1027"}""" + "\n", ran.Out);
        Assert.AreEqual("", ran.Error);
    }

    [TestMethod]
    [DataRow("compare")]
    [DataRow("stress --seconds 1 --arch x86")]
    public void A_report_that_nobody_reads_ends_quietly(string verb)
    {
        var ran = Emulator.Shell($"$EMULATOR {verb} | true; exit ${{PIPESTATUS[0]}}");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual("", ran.Error);
    }

    [TestMethod]
    [DataRow("compare >&-")]
    [DataRow("stress >&-")]
    [DataRow("completion bash >&-")]
    [DataRow("plugins > /dev/full")]
    public void Results_that_cannot_be_written_are_an_error(string verb) =>
        Fails(Emulator.Shell("$EMULATOR " + verb), 65, "the results can't be written");

    [TestMethod]
    [DataRow("2>&-")]
    [DataRow("2> /dev/full")]
    public void Messages_that_cannot_be_written_leave_the_exit_code(string closed) =>
        Assert.AreEqual(65, Emulator.Shell("$EMULATOR compare nowhere " + closed).ExitCode);

    [TestMethod]
    public void A_batch_from_a_closed_input_is_an_error() =>
        Fails(Emulator.Shell("$EMULATOR access --arch x86 --batch - <&-"), 65, "standard input is closed");

    [TestMethod]
    public void Two_runs_that_share_a_file_write_one_after_the_other()
    {
        var ran = Emulator.Shell("($EMULATOR --version; $EMULATOR --version) > out; cat out");
        Assert.HasCount(2, ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void A_current_folder_that_is_gone_is_named() =>
        Fails(Emulator.Shell("mkdir gone; cd gone; rmdir ../gone; $EMULATOR config"), 65,
            "the current folder is missing");
}
