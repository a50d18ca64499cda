using System.Text;

namespace Emulator.Host.Tests;

/// <summary>A plugin that fails while it is run is named, and takes nobody else's results with it.</summary>
[TestClass]
public sealed class PluginFaults : HostTest
{
    private string Plugins => Path.Combine(Emulator.Folder, "plugins");

    [TestMethod]
    [DataRow("compare", "broken-throws", "the walk isn't written yet")]
    [DataRow("stress --seconds 1", "broken-throws", "the walk isn't written yet")]
    [DataRow("stress --seconds 1", "broken-handler-throws", "the handler isn't written yet")]
    [DataRow("compare", "broken-pass-throws", "cleaning isn't written yet")]
    [DataRow("stress --seconds 1", "broken-pass-throws", "cleaning isn't written yet")]
    public void A_member_that_throws_is_the_plugin_s_fault_and_named(string verb, string architecture, string says)
    {
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        Fails(Emulator.Run([.. verb.Split(' '), "--plugins", Plugins, "--arch", architecture]), 65,
            $"architecture {architecture}: plugin BrokenPlugin threw NotSupportedException: {says}");
    }

    // Whatever verify was asked: no table without end, no walk out of memory, no pass that records nothing in silence.
    [TestMethod]
    [DataRow("compare", "broken-g2", "3 is 0x1000, which isn't present")]
    [DataRow("stress --seconds 1", "broken-g2", "3 is 0x1000, which isn't present")]
    [DataRow("compare", "broken-g2-at-a-level", "2 is 0x4025, which points to frame 0x4")]
    [DataRow("stress --seconds 1", "broken-g2-at-a-level", "2 is 0x4025, which points to frame 0x4")]
    public void A_table_entry_that_leads_nowhere_is_named_with_its_level(string verb, string architecture, string says)
    {
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        var ran = Emulator.Run([.. verb.Split(' '), "--plugins", Plugins, "--arch", architecture]);
        Fails(ran, 65, $"architecture {architecture}: plugin BrokenPlugin contradicts itself: its table entry for");
        Assert.Contains($"at level {says}", ran.Error);
    }

    [TestMethod]
    public void A_trace_without_stores_and_a_run_without_records_say_nothing()
    {
        var ran = Emulator.Run("compare", Emulator.File("t", " L 1000,4\nI  2000,4\n"), "--arch", "x86");
        Assert.AreEqual(2, ran.ExitCode, ran.Out);
        Assert.EndsWith("Nothing was stored to: that says nothing.\n", ran.Out);
    }

    [TestMethod]
    [DataRow("compare")]
    [DataRow("stress --seconds 1")]
    public void The_others_results_are_printed_all_the_same(string verb)
    {
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        var ran = Emulator.Run([.. verb.Split(' '), "--plugins", Plugins, "--arch",
            "sound,broken-throws,broken-pass-throws"]);
        Assert.AreEqual(65, ran.ExitCode);
        Assert.Contains("broken-throws failed: its plugin threw", ran.Out);
        Assert.MatchesRegex(new System.Text.RegularExpressions.Regex(
            verb == "compare" ? @"\n +sound\n" : @"\nsound +[1-9]"), ran.Out);
        var lines = ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.HasCount(2, lines, ran.Error);
        Assert.Contains("architecture broken-throws: plugin BrokenPlugin threw", lines[0]);
        Assert.Contains("architecture broken-pass-throws: plugin BrokenPlugin threw", lines[1]);
    }

    [TestMethod]
    public void A_batch_line_at_which_a_plugin_throws_is_named()
    {
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        var ran = Emulator.Run(["access", "--batch", "-", "--plugins", Plugins, "--arch", "broken-throws"],
            """{"pte":"0x1007","access":"read","user":true}""");
        Fails(ran, 65, "standard input:1: architecture broken-throws: plugin BrokenPlugin threw");
    }

    // As where the contract that it was built against had a member that this one lacks.
    [TestMethod]
    [DataRow("compare")]
    [DataRow("stress --seconds 1")]
    public void Code_that_asks_for_a_member_that_is_not_there_is_its_plugin_s_fault(string verb)
    {
        var file = Path.Combine(Emulator.CopyPlugin(Emulator.Plugin("SoftDirty"), "SoftDirty"), "SoftDirty.dll");
        var bytes = File.ReadAllBytes(file);
        Encoding.ASCII.GetBytes("Spreat").CopyTo(bytes, bytes.AsSpan().IndexOf("Spread\0"u8));
        File.WriteAllBytes(file, bytes);
        Emulator.CopyPlugin(Emulator.Plugin("X86"), "X86");
        var ran = Emulator.Run([.. verb.Split(' '), "--plugins", Plugins, "--arch", "soft-dirty,x86"]);
        Fails(ran, 65, "architecture soft-dirty: plugin SoftDirty threw Missing", "Spreat");
        Assert.Contains("x86", ran.Out);
    }
}
