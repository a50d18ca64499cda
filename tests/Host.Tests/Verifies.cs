using System.Text.Json;
using Emulator.Host.Tests.Malformed;

namespace Emulator.Host.Tests;

/// <summary><c>verify</c> proves the laws of what is loaded, and of plugins that it doesn't trust to come
/// back.</summary>
[TestClass]
public sealed class Verifies : HostTest
{
    [TestMethod]
    public void A_folder_of_plugins_is_no_plugin_and_isn_t_watched()
    {
        Emulator.CopyPlugin(Emulator.Plugin("SoftDirty"), "SoftDirty");
        Fails(Emulator.Run("verify", "plugins"), 64, "is a folder of plugins; say '--plugins plugins'");
        Fails(Emulator.RunApart("verify", "plugins", "--watch"), 64, "is a folder of plugins");
    }

    // Whatever a plugin does in its own process, it is a failure by name: never a pass, and never a crash of ours.
    [TestMethod]
    [DataRow("exit-0", "ended the process before everything was asked (exit code 0)")]
    [DataRow("exit-0-after-lying", "ended the process before everything was asked (exit code 0)")]
    [DataRow("exit-3", "ended the process (exit code 3)")]
    [DataRow("loops", "was ended after 3 s: it doesn't come to an end")]
    [DataRow("sleeps", "was ended after 3 s: it doesn't come to an end")]
    [DataRow("overflows-the-stack", "overflowed the stack")]
    [DataRow("fails-fast", "ended the process at once (FailFast)")]
    [DataRow("throws-on-a-thread",
        "let an exception through on a thread of its own: System.InvalidOperationException: from a thread")]
    [DataRow("eats-managed-memory", "memory")]
    [DataRow("eats-native-memory", "memory")]
    [DataRow("kills-itself", "ended the process (exit code 137)")]
    [DataRow("reads-nowhere", "ended the process (exit code")]
    public void A_hostile_plugin_fails_by_name(string how, string says)
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Hostile"), "HostilePlugin");
        MalformedPlugin.Way("HostilePlugin.dll", how)(folder);
        var seconds = how.StartsWith("eats", StringComparison.Ordinal) ? "30" : how is "loops" or "sleeps" ? "3" : "30";
        var ran = Emulator.RunApart("verify", folder, "--time", seconds, "--json");
        Assert.AreEqual(65, ran.ExitCode, ran.Error);
        var result = JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray().Single();
        Assert.AreEqual("HostilePlugin.dll", result.GetProperty("architecture").GetString());
        Assert.AreEqual("broken", result.GetProperty("verdict").GetString());
        Assert.Contains(says, result.GetProperty("why").GetString()!);
    }

    [TestMethod]
    public void A_member_that_throws_breaks_the_laws_that_ask_it()
    {
        var folder = Emulator.CopyPlugin(Emulator.Path("Hostile"), "HostilePlugin");
        MalformedPlugin.Way("HostilePlugin.dll", "throws")(folder);
        var ran = Emulator.RunApart("verify", Path.Combine(folder, "HostilePlugin.dll"), "--law", "L1,L3");
        Assert.AreEqual(1, ran.ExitCode, ran.Error);
        Assert.Contains("L1   ✗ 1", ran.Out);
        Assert.Contains("L3   ✓", ran.Out);
        Assert.Contains("Found: HostilePte.WriteProtect threw NotSupportedException: not written yet.", ran.Out);
    }

    [TestMethod]
    public void A_plugin_s_folder_is_verified_in_a_process_of_its_own()
    {
        var ran = Emulator.RunApart("verify", Emulator.Plugin("SoftDirty"));
        Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains("soft-dirty", ran.Out);
        Assert.Contains("0 broken", ran.Out);
    }

    [TestMethod]
    public void A_plugin_that_is_named_by_its_path_is_held_to_the_lock_too()
    {
        var folder = Emulator.CopyPlugin(Emulator.Plugin("SoftDirty"), "SoftDirty");
        Fails(Emulator.Run("verify", folder, "--law", "L1", "--locked"), 65, "plugins.lock.json is missing");
        Assert.AreEqual(0, Emulator.Run("plugins", "lock", "--plugins", "plugins").ExitCode);
        Assert.AreEqual(0, Emulator.RunApart("verify", folder, "--law", "L1", "--locked").ExitCode);
        File.AppendAllText(Path.Combine(folder, "SoftDirty.pdb"), "x");
        var ran = Emulator.RunApart("verify", Path.Combine(folder, "SoftDirty.dll"), "--law", "L1");
        Assert.AreEqual(65, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains("SoftDirty.pdb was changed", ran.Out);
    }

    [TestMethod]
    public void What_breaks_a_law_is_the_smallest_entry_with_its_bits_by_name()
    {
        var ran = Emulator.Run("verify", "arm64-r4", "--law", "L1");
        Assert.AreEqual(1, ran.ExitCode, ran.Error);
        Assert.Contains("the entry 0x8000000000000: DBM", ran.Out);
        Assert.Contains("pte_wrprotect: 0x80: AP[2]", ran.Out);
        Assert.Contains("In a kernel: a page that hardware had made dirty", ran.Out);
    }

    [TestMethod]
    public void Architectures_of_old_are_left_out_unless_they_are_asked_for()
    {
        Assert.DoesNotContain("x86-r1", Emulator.Run("verify", "--law", "L1").Out);
        var asked = Emulator.Run("verify", "--law", "L1", "--historic");
        Assert.AreEqual(1, asked.ExitCode, asked.Error);
        Assert.Contains("x86-r1", asked.Out);
    }

    [TestMethod]
    public void An_exemption_is_printed_and_does_not_fail()
    {
        var ran = Emulator.Run("verify", "x86-shstk", "--law", "L3");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("exempt 1", ran.Out);
        Assert.Contains("1. Exempt: L3 on x86-shstk: a shadow-stack page is writable by being dirty", ran.Out);
    }

    [TestMethod]
    [DataRow("verify --law L33", 64, "--law L33: unknown; did you mean L3? expected D1, G1, G2, B1")]
    [DataRow("verify nowhere/plugin.dll", 65,
        "nowhere/plugin.dll: there is no such file or folder; expected a plugin's DLL, its folder, or the name of an "
        + "architecture")]
    [DataRow("verify vax", 64, "no architecture named vax")]
    [DataRow("verify --time 0", 64, "--time 0: expected a whole number from 1 to 86400")]
    public void What_it_cannot_do_is_said_in_one_line(string line, int exitCode, string says) =>
        Fails(Emulator.Run(line.Split(' ')), exitCode, says);
}
