using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary>The museum: every race of the list is found again as it shipped, and its fix is proved.</summary>
[TestClass]
public sealed class Museums : HostTest
{
    // R1 to R35 as they were listed (some numbers were never a race of their own), and what was added since.
    private static readonly int[] List = [1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26,
        27, 28, 30, 31, 32, 33, 34, 35, 36, 37, 38];

    private static string Doc(string name) =>
        File.ReadAllText(Path.Combine(Emulator.Path("Repository"), "docs", "results", name));

    [TestMethod]
    public void The_page_is_the_one_that_is_kept()
    {
        var ran = Emulator.Run("museum", "--out", "-");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual(Doc("museum.md"), ran.Out,
            "run 'emulator museum --out docs/results/museum.md' and look at what has changed");
    }

    [TestMethod]
    public void Every_race_of_the_list_is_violated_as_it_shipped_and_holds_mended()
    {
        var ran = Emulator.Run("museum", "--json");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        var races = JsonDocument.Parse(ran.Out).RootElement.GetProperty("races").EnumerateArray().ToList();
        Assert.AreSequenceEqual(List.Select(n => $"R{n}"), races.Select(r => r.GetProperty("race").GetString()));
        foreach (var race in races)
        {
            var name = race.GetProperty("race").GetString();
            Assert.AreEqual("violated", race.GetProperty("asShipped").GetString(), name);
            Assert.AreEqual("holds", race.GetProperty("fixed").GetString(), name);
            Assert.IsGreaterThan(0, race.GetProperty("steps").GetInt32(), name);
            Assert.IsGreaterThan(0, race.GetProperty("states").GetInt64(), name);
            Assert.IsGreaterThan(0, race.GetProperty("architectures").GetArrayLength(), name);
            foreach (var story in race.GetProperty("stories").EnumerateArray())
            {
                Assert.IsGreaterThan(1990, story.GetProperty("year").GetInt32(), name);
                Assert.AreNotEqual("", story.GetProperty("who").GetString(), name);
                Assert.AreNotEqual("", story.GetProperty("bug").GetString(), name);
                Assert.AreNotEqual("", story.GetProperty("fix").GetString(), name);
            }
        }
    }

    [TestMethod]
    public void A_story_is_told_whole()
    {
        var ran = Emulator.Run("museum", "R10");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        foreach (var part in new[] { "R10: ", "year: 2014", "story: ", "elsewhere: ", "fix: 1cf35d47712d",
            "kernel = as_shipped", "no_lost_write", "violated in", "at the start", "==>", "kernel = fixed" })
            Assert.Contains(part, ran.Out);
    }

    [TestMethod]
    public void A_race_that_has_several_stories_is_all_of_them()
    {
        var ran = Emulator.Run("museum", "r5");
        Assert.Contains("R5a: ", ran.Out);
        Assert.Contains("R5b: ", ran.Out);
        Assert.DoesNotContain("R5b: ", Emulator.Run("museum", "R5a").Out);
    }

    [TestMethod]
    [DataRow("R6", "no race has this name")]
    [DataRow("R1O", "did you mean R1")]
    public void An_unknown_race_is_named(string race, string says) =>
        Fails(Emulator.Run("museum", race), 64, race, says);

    // Each answer was asked for, could have been another, and speaks of every way to the end.
    [TestMethod]
    [DataRow("museum")]
    [DataRow("open")]
    [DataRow("steps")]
    public void No_answer_is_vacuous_partial_or_unexpected(string folder)
    {
        var ran = Emulator.Run("explore", Path.Combine(Emulator.Path("Repository"), "scenarios", folder), "--json");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        foreach (var result in JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray())
        {
            Assert.IsFalse(result.GetProperty("vacuous").GetBoolean(), $"{result}");
            Assert.AreNotEqual(JsonValueKind.Null, result.GetProperty("expected").ValueKind, $"{result}");
            // That runs go on for ever, and what a row's text never comes to, is so on purpose in some.
            var warnings = result.GetProperty("warnings").EnumerateArray().Select(w => w.GetString() ?? "");
            Assert.IsEmpty(warnings.Where(w => !w.Contains("never ran", StringComparison.Ordinal)
                && !w.StartsWith("some runs never end", StringComparison.Ordinal)).ToList(), $"{result}");
        }
    }

    // Nothing is said to hold that wasn't explored.
    [TestMethod]
    public void What_shipped_on_other_hardware_alone_is_not_explored()
    {
        var ran = Emulator.Run("museum", "R17", "--arch", "x86", "--json");
        var race = JsonDocument.Parse(ran.Out).RootElement.GetProperty("races")[0];
        Assert.AreEqual("not-explored", race.GetProperty("asShipped").GetString());
        Assert.AreEqual("holds", race.GetProperty("fixed").GetString());
        var json = Emulator.Run("museum", "R17", "--arch", "x86-r17", "--json").Out;
        Assert.AreEqual("not-explored",
            JsonDocument.Parse(json).RootElement.GetProperty("races")[0].GetProperty("fixed").GetString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("R10,")]
    public void An_empty_name_is_none(string race) => Fails(Emulator.Run("museum", race), 64, "an empty name");

    [TestMethod]
    public void A_page_goes_into_no_folder_that_the_user_misspelt() =>
        Fails(Emulator.Run("museum", "R17", "--out", "dcos/museum.md"), 65, "--out dcos/museum.md", "can't be written");

    [TestMethod]
    public void What_happened_elsewhere_is_not_said_to_hold()
    {
        var ran = Emulator.Run("museum", "--arch", "s390", "R17");
        Assert.Contains("Nothing was explored", ran.Out);
        Assert.AreEqual(2, ran.ExitCode);
    }
}
