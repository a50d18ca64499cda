using System.Diagnostics;
using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary>A third party's plugin, built against the contract alone: what is right of shipped architectures is right
/// of its own, by their traits, and what is wrong with one of them shows in a row.</summary>
[TestClass]
public sealed class Newcomers : HostTest
{
    private static string s_folder = "";

    private static string Scenarios => Path.Combine(Emulator.Path("Emulator"), "scenarios");

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        s_folder = Directory.CreateTempSubdirectory("emulator-stranger-").FullName;
        var source = Directory.CreateDirectory(Path.Combine(s_folder, "source")).FullName;
        foreach (var file in Directory.GetFiles(Emulator.Path("Stranger")))
            File.Copy(file, Path.Combine(source, Path.GetFileName(file)));
        var built = Emulator.Finish(new ProcessStartInfo("dotnet", ["build", source,
            "-o", Path.Combine(s_folder, "plugins", "StrangerPlugin"), "-nodeReuse:false",
            $"-p:Abstractions={Path.Combine(Emulator.Path("Emulator"), "Emulator.Abstractions.dll")}"])
        {
            WorkingDirectory = source, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        }, "");
        Assert.AreEqual(0, built.ExitCode, built.Out + built.Error);
    }

    [ClassCleanup]
    public static void Remove() => Directory.Delete(s_folder, recursive: true);

    private Ran Run(params string[] arguments) =>
        Emulator.Run([.. arguments, "--plugins", Path.Combine(s_folder, "plugins")]);

    [TestMethod]
    public void A_stranger_s_plugin_built_against_the_contract_alone_loads_and_runs()
    {
        var ran = Run("compare", "--arch", "stranger,stranger-hardware");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("on stranger, stranger-hardware:", ran.Out);
        Assert.Contains("No page missed", ran.Out);
    }

    [TestMethod]
    [DataRow("stranger")]
    [DataRow("stranger-hardware")]
    [DataRow("stranger-8k")]
    [DataRow("stranger-narrow")]
    [DataRow("stranger-device")]
    public void A_right_newcomer_meets_every_expectation_of_every_shipped_scenario(string architecture)
    {
        foreach (var room in new[] { "thread", "museum", "open", "steps" })
        {
            var ran = Run("explore", Path.Combine(Scenarios, room), "--arch", architecture);
            Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
            Assert.EndsWith("every expectation is met.\n", ran.Out);
            Assert.IsEmpty(ran.Error);
        }
    }

    [TestMethod]
    public void A_right_newcomer_obeys_every_law()
    {
        var ran = Run("verify", "stranger", "stranger-hardware", "stranger-8k", "stranger-narrow",
            "stranger-device");
        Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains(" 0 broken", ran.Out);
    }

    [TestMethod]
    public void Page_sizes_and_entries_of_4_bytes_run_side_by_side()
    {
        var ran = Run("compare", "--arch", "stranger,stranger-8k,stranger-narrow", "--fold-addresses");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("addresses folded for stranger-narrow\n", ran.Out);
        Assert.Contains("356 pages of 4 KiB in 12 vmas, 210 pages of 8 KiB in 10 vmas", ran.Out);
        Assert.Contains("No page missed, none recorded without a store.", ran.Out);
    }

    [TestMethod]
    public void An_entry_of_4_bytes_holds_no_bit_above_31()
    {
        Emulator.File("b.jsonl", """{"pte":"0x100000000","access":"read","user":true}""");
        var ran = Run("access", "--arch", "stranger-narrow", "--batch", "b.jsonl");
        Assert.AreEqual(65, ran.ExitCode);
        Assert.Contains("with 1 to 8 hexadecimal digits", ran.Error);
    }

    [TestMethod]
    public void A_wrong_newcomer_ends_with_1_and_the_row_that_shows_it_is_named()
    {
        var ran = Run("explore", "--arch", "stranger-blind");
        Assert.AreEqual(1, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains("NOT as expected", ran.Out);
        Assert.Contains("! no_lost_write was expected to be kept (stranger-blind, update =\n    start_and_commit",
            ran.Out);
    }

    // That nobody handles its faults excuses what comes of those, and nothing else.
    [TestMethod]
    public void A_wrong_device_ends_with_1_all_the_same()
    {
        var ran = Run("explore", "--arch", "stranger-device-blind");
        Assert.AreEqual(1, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains("! no_lost_write was expected to be kept (stranger-device-blind", ran.Out);
    }

    [TestMethod]
    public void What_a_newcomer_s_format_lacks_is_neither_found_again_nor_unproved()
    {
        var ran = Run("museum", "--arch", "stranger");
        Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
        Assert.DoesNotContain("NOT PROVED", ran.Out);
        var text = ran.Out.ReplaceLineEndings(" ");
        Assert.Contains("not applicable here, for want of prot-none: R20a, R20b, R22b.", text);
        Assert.Contains("not applicable here, for want of soft-dirty and prot-none: what mends R22c.", text);
        Assert.Contains("not applicable here, for want of soft-dirty: R31a, R31b.", text);
        var told = Run("museum", "R31a", "--arch", "stranger");
        Assert.AreEqual(0, told.ExitCode, told.Error);
        Assert.Contains("What shipped is not applicable here: the format lacks what it speaks of (soft-dirty).",
            told.Out);
        Assert.Contains("kernel = mapped_soft_dirty: not applicable here", told.Out);
        var race = JsonDocument.Parse(Run("museum", "R31a", "--arch", "stranger", "--json").Out).RootElement
            .GetProperty("races")[0];
        Assert.AreEqual("not-applicable", race.GetProperty("asShipped").GetString());
        Assert.AreEqual("not-applicable", race.GetProperty("fixed").GetString());
        Assert.AreEqual("soft-dirty", race.GetProperty("stories")[0].GetProperty("lacks")[0].GetString());
    }

    [TestMethod]
    public void Traits_are_read_off_what_a_newcomer_declares()
    {
        var listed = JsonDocument.Parse(Run("plugins", "--json").Out).RootElement.GetProperty("architectures")
            .EnumerateArray().ToDictionary(a => a.GetProperty("architecture").GetString() ?? "",
                a => string.Join(' ', a.GetProperty("traits").EnumerateArray()));
        Assert.AreEqual("interrupt_flush has_accessed_bit has_dirty_bit", listed["stranger"]);
        Assert.AreEqual("hardware_sets_dirty access_flags_keep_dirty interrupt_flush has_accessed_bit has_dirty_bit",
            listed["stranger-hardware"]);
    }

    [TestMethod]
    public void A_scenario_may_name_what_ships_and_isn_t_loaded_and_a_mistyped_name_is_a_mistake()
    {
        const string text = "scenario s\npage A : dirty\nthread t { store A }\nassert no_lost_write\n"
            + "expect no_lost_write holds on s390\n";
        Emulator.File("s.scenario", text);
        Assert.AreEqual(0, Run("explore", "s.scenario", "--arch", "stranger").ExitCode);
        Emulator.File("s.scenario", text.Replace("s390", "strangr", StringComparison.Ordinal));
        var mistyped = Run("explore", "s.scenario", "--arch", "stranger");
        Assert.AreEqual(65, mistyped.ExitCode, mistyped.Out);
        Assert.Contains("unknown architecture 'strangr'", mistyped.Error);
        Assert.Contains("did you mean stranger?", mistyped.Error);
        Emulator.File("s.scenario", text.Replace("s390", "x68", StringComparison.Ordinal));
        Assert.Contains("did you mean x86?", Run("explore", "s.scenario", "--arch", "stranger").Error);
    }

    [TestMethod]
    public void Builtin_stands_for_the_plugins_that_ship()
    {
        var both = Emulator.Run("compare", Emulator.File("t", " S 10,4\n"), "--arch", "x86,stranger",
            "--plugins", $"builtin,{Path.Combine(s_folder, "plugins")}");
        Assert.AreEqual(0, both.ExitCode, both.Error);
        Assert.Contains("on x86, stranger:", both.Out);
        Emulator.File("emulator.json",
            $$"""{ "Plugins": ["builtin", {{JsonSerializer.Serialize(Path.Combine(s_folder, "plugins"))}}] }""");
        Assert.AreEqual(0, Emulator.Run("compare", "t", "--arch", "x86,stranger").ExitCode);
        Fails(Emulator.Run("plugins", "--plugins", "./builtin"), 65, "the plugin folder ./builtin", "is missing");
    }

    [TestMethod]
    public void Where_folders_replace_what_ships_an_absent_architecture_s_error_says_so()
    {
        Emulator.File("t", " S 10,4\n");
        Fails(Run("compare", "t", "--arch", "x86"), 64, "no architecture named x86",
            "x86 ships with the emulator, and the folders named (from the command line) stand in the place of its "
            + "plugins: write 'builtin' among them");
        Emulator.File("s.scenario",
            "scenario s\npage A : dirty\narch x86, s390\nthread t { store A }\nassert no_lost_write\n");
        var ran = Run("explore", "s.scenario");
        Assert.AreEqual(2, ran.ExitCode, ran.Error);
        Assert.Contains("Nothing was explored", ran.Out);
        Assert.Contains("x86, s390 ship with the emulator", ran.Out);
        Assert.DoesNotContain("builtin", Emulator.Run("compare", "t", "--arch", "x68").Error);
    }
}
