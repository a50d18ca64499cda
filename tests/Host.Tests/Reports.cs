using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary>Machine-readable results, and exit codes.</summary>
[TestClass]
public sealed class Reports : HostTest
{
    [TestMethod]
    public void Compare_s_JSON_has_every_architecture_and_nothing_else_on_standard_output()
    {
        var ran = Emulator.Run("compare", Emulator.File("t", " S 10,4\n"), "--json", "--pass", "soft-dirty");
        var results = JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray().ToList();
        Assert.AreSequenceEqual(new[] { "alpha", "arm64-af", "arm64-dbm", "arm64-sw", "ept-ad", "ept-noad", "loongarch",
            "loongarch-ptw", "mips", "ppc-radix", "riscv-svade", "riscv-svadu", "s390", "soft-dirty", "sparc64", "x86",
            "x86-32", "x86-shstk" },
            results.Select(r => r.GetProperty("architecture").GetString()));
        Assert.AreEqual("not-applicable", results[0].GetProperty("verdict").GetString());
        Assert.AreEqual(0, results[^1].GetProperty("missed").GetInt32());
    }

    [TestMethod]
    public void Pages_out_has_a_line_a_pass_also_where_nothing_was_recorded()
    {
        Emulator.File("t", " S 1000,4\n L 2000,4\n S fff,2\n L 0,1\n");
        Assert.AreEqual(0, Emulator.Run("compare", "t", "--arch", "x86", "--every", "2", "--pages-out", "p").ExitCode);
        Assert.AreEqual("""
            {"architecture":"x86","pass":0,"pages":["0x1"]}
            {"architecture":"x86","pass":1,"pages":["0x0","0x1"]}
            {"architecture":"x86","pass":2,"pages":[]}

            """, File.ReadAllText(Path.Combine(Emulator.Folder, "p")));
    }

    [TestMethod]
    public void Lost_writes_end_with_1_and_say_on_which_architectures()
    {
        var ran = Emulator.Run("compare", Emulator.File("t", " S 10,4\n S 10,4\n"), "--every", "1", "--flush", "none",
            "--arch", "x86,arm64-sw", "--cores", "1");
        Assert.AreEqual(1, ran.ExitCode);
        Assert.Contains("Lost writes on x86, arm64-sw", ran.Out);
    }

    [TestMethod]
    [DataRow("compare")]
    [DataRow("stress")]
    public void Where_nothing_was_run_nothing_is_claimed(string verb)
    {
        var ran = Emulator.Run(verb, "--pass", "soft-dirty", "--arch", "arm64-sw,arm64-af");
        Assert.AreEqual(2, ran.ExitCode, ran.Error);
        Assert.EndsWith("\nNothing was run.\n", ran.Out);
    }

    [TestMethod]
    public void Stress_loses_nothing()
    {
        var ran = Emulator.Run("stress", "--seconds", "1", "--arch", "x86,soft-dirty", "--json");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.IsTrue(JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray()
            .All(r => r.GetProperty("lost").GetInt32() == 0));
    }

    [TestMethod]
    [DataRow("bash")]
    [DataRow("zsh")]
    [DataRow("fish")]
    [DataRow("pwsh")]
    public void Completion_has_a_script_for_each_shell(string shell) =>
        Assert.Contains("[suggest:", Emulator.Run("completion", shell).Out);

    [TestMethod]
    public void Completion_knows_verbs_and_options()
    {
        Assert.Contains("compare", Emulator.RunApart("[suggest:0]", "").Out);
        Assert.Contains("--pages-out", Emulator.RunApart("[suggest:10]", "compare --").Out);
        Assert.Contains("--locked", Emulator.RunApart("[suggest:10]", "compare --").Out);
        Assert.Contains("--watch", Emulator.RunApart("[suggest:10]", "explore --").Out);
        Assert.Contains("lock", Emulator.RunApart("[suggest:8]", "plugins ").Out);
    }

    [TestMethod]
    public void The_version_is_a_number() =>
        Assert.MatchesRegex(new System.Text.RegularExpressions.Regex(@"^\d+\.\d+\.\d+\n$"),
        Emulator.RunApart("--version").Out);
}
