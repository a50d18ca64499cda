using System.Text.Json;

namespace Emulator.Host.Tests;

/// <summary>The explorer, as a user runs it.</summary>
[TestClass]
public sealed class Explores : HostTest
{
    private const string Sound = """
        scenario sound "A clean pass, one flush after the walk"
        page A : writable dirty
        param act = after | before
        thread cpu0 { forever { store A } }
        thread driver {
            apply_as_clean(A, flush = none)
            if (act == before) act_recorded()
            flush_tlb_range(A)
            if (act == after) act_recorded()
        }
        assert no_lost_write
        expect no_lost_write holds
        expect no_lost_write violated when act = before
        """;

    private static JsonElement Results(Ran ran) => JsonDocument.Parse(ran.Out).RootElement.GetProperty("results");

    [TestMethod]
    public void Without_files_the_thread_s_own_scenarios_are_explored_and_every_expectation_is_met()
    {
        var ran = Emulator.Run("explore");
        Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
        Assert.EndsWith("every expectation is met.\n", ran.Out);
        Assert.IsEmpty(ran.Error);
    }

    [TestMethod]
    public void Several_files_make_one_document()
    {
        Emulator.File("a.scenario", Sound);
        Emulator.File("b.scenario", Sound.Replace("scenario sound", "scenario other", StringComparison.Ordinal));
        var ran = Emulator.Run("explore", "a.scenario", "b.scenario", "--json", "--arch", "x86,arm64-sw");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        var results = Results(ran).EnumerateArray().ToList();
        Assert.HasCount(8, results);
        var first = results[0];
        Assert.AreEqual("sound", first.GetProperty("scenario").GetString());
        Assert.AreEqual("after", first.GetProperty("params").GetProperty("act").GetString());
        Assert.AreEqual("x86", first.GetProperty("architecture").GetString());
        Assert.AreEqual("no_lost_write", first.GetProperty("property").GetString());
        Assert.AreEqual("holds", first.GetProperty("verdict").GetString());
        Assert.AreEqual("holds", first.GetProperty("expected").GetString());
        Assert.IsFalse(first.GetProperty("vacuous").GetBoolean());
        Assert.AreEqual("record", first.GetProperty("marks")[0].GetString());
        var violated = results[2];
        Assert.AreEqual("violated", violated.GetProperty("verdict").GetString());
        Assert.AreEqual(violated.GetProperty("traceSteps").GetInt32(), violated.GetProperty("trace").GetArrayLength());
    }

    [TestMethod]
    public void What_is_violated_against_its_expectation_ends_with_1()
    {
        Emulator.File("a.scenario", Sound.Replace("expect no_lost_write violated when act = before", "",
            StringComparison.Ordinal));
        var ran = Emulator.Run("explore", "a.scenario");
        Assert.AreEqual(1, ran.ExitCode);
        Assert.Contains("15 NOT as expected", ran.Out);   // all but those whose changes are flushed at once
    }

    [TestMethod]
    [DataRow("--max-states", "20")]
    [DataRow("--max-memory", "1K")]
    public void What_reaches_a_bound_is_inconclusive_and_never_holds(string bound, string value)
    {
        Emulator.File("big.scenario", """
            scenario big
            page A, B, C, D : writable clean
            thread cpu0 { forever { store A|B|C|D } }
            thread cpu1 { forever { store A|B load C|D } }
            thread driver { apply_as_clean(A..D) act_recorded() }
            assert no_lost_write
            """);
        var ran = Emulator.Run("explore", "big.scenario", "--arch", "x86", bound, value);
        Assert.AreEqual(2, ran.ExitCode, ran.Out);
        Assert.Contains("inconclusive", ran.Out);
        Assert.DoesNotContain("holds", ran.Out);
        Assert.Contains("0 hold", ran.Out);
    }

    [TestMethod]
    public void Only_the_rows_and_the_property_that_are_asked_for_are_explored()
    {
        Emulator.File("a.scenario", Sound);
        var ran = Emulator.Run("explore", "a.scenario", "--param", "act=after", "--property", "no_lost_write", "--arch",
            "x86", "--json");
        Assert.HasCount(1, Results(ran).EnumerateArray().ToList());
        Fails(Emulator.Run("explore", "a.scenario", "--param", "akt=after"), 64, "has a parameter akt");
        Fails(Emulator.Run("explore", "a.scenario", "--param", "act=never"), 64, "act=after|before");
        Fails(Emulator.Run("explore", "a.scenario", "--property", "no_lost_wirte"), 64, "did you mean no_lost_write");
        Fails(Emulator.Run("explore", "a.scenario", "--property", "no_deadlock"), 64, "no scenario here asserts it");
        Fails(Emulator.Run("explore", "a.scenario", "--threads", "0"), 64, "--threads");
        Fails(Emulator.Run("explore", "a.scenario", "--max-memory", "lots"), 64, "--max-memory");
    }

    [TestMethod]
    public void A_counterexample_is_written_and_replayed_line_by_line()
    {
        Emulator.File("a.scenario",
            Sound + "\nexpect no_lost_write holds where synchronous_flush or flush_before_unlock when act = before");
        Assert.AreEqual(0, Emulator.Run("explore", "a.scenario", "--trace-out", "traces").ExitCode);
        var files = Directory.GetFiles(Path.Combine(Emulator.Folder, "traces"));
        Assert.HasCount(15, files);
        foreach (var file in files)
        {
            var ran = Emulator.Run("replay", file);
            Assert.AreEqual(0, ran.ExitCode, ran.Out + ran.Error);
            Assert.EndsWith("Every line is as in the file; no_lost_write is violated.\n", ran.Out);
            Assert.Contains(" ==> ", ran.Out);
        }
    }

    [TestMethod]
    public void A_replay_against_a_changed_scenario_says_where_it_departs()
    {
        Emulator.File("a.scenario", Sound);
        Emulator.Run("explore", "a.scenario", "--arch", "x86", "--trace-out", "traces");
        Emulator.File("a.scenario", Sound.Replace("if (act == before) act_recorded()", "if (act == before) act(A)",
            StringComparison.Ordinal));
        var ran = Emulator.Run("replay", Directory.GetFiles(Path.Combine(Emulator.Folder, "traces"))[0]);
        Assert.AreEqual(1, ran.ExitCode);
        Assert.Contains("has changed since", ran.Error);
        Assert.Contains("It departs from the file at step", ran.Out);
        Assert.Contains("act_recorded", ran.Out);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("not json")]
    [DataRow("{\"scenario\":5}")]
    [DataRow("")]
    public void What_is_no_counterexample_is_no_replay(string text)
    {
        Emulator.File("t.json", text);
        Fails(Emulator.Run("replay", "t.json"), 65, "t.json", "explore --trace-out");
        Fails(Emulator.Run("replay", "missing.json"), 65, "missing.json");
    }

    [TestMethod]
    public void A_wrong_file_is_named_with_all_its_mistakes_and_the_others_are_explored()
    {
        Emulator.File("a.scenario", Sound);
        Emulator.File("wrong.scenario",
            "scenario wrong\npage A : writeable\nthread cpu0 { stoer A }\nassert no_lost_write\n");
        var ran = Emulator.Run("explore", "wrong.scenario", "a.scenario", "--arch", "x86");
        Assert.AreEqual(65, ran.ExitCode);
        Assert.Contains("wrong.scenario:2:10: unknown attribute 'writeable'", ran.Error);
        Assert.Contains("did you mean writable?", ran.Error);
        Assert.Contains("wrong.scenario:3", ran.Error);
        Assert.DoesNotContain("   at ", ran.Error);
        Assert.Contains("sound: A clean pass", ran.Out);
        Assert.AreEqual(65, Emulator.Run("scenario", "check", "wrong.scenario").ExitCode);
        Assert.AreEqual(0, Emulator.Run("scenario", "check", "a.scenario").ExitCode);
        Fails(Emulator.Run("explore", "nowhere.scenario"), 65, "nowhere.scenario");
        var others = Emulator.Run("explore", "nowhere.scenario", "a.scenario", "--arch", "x86");
        Assert.AreEqual(65, others.ExitCode);
        Assert.Contains("sound: A clean pass", others.Out);
    }

    [TestMethod]
    public void A_plugin_that_throws_while_exploring_is_named_and_nothing_is_said_to_hold()
    {
        Emulator.File("a.scenario", Sound);
        Emulator.CopyPlugin(Emulator.Path("Broken"), "BrokenPlugin");
        var ran = Emulator.Run("explore", "a.scenario", "--plugins", "plugins", "--arch", "broken-throws");
        Assert.AreEqual(65, ran.ExitCode, ran.Out + ran.Error);
        Assert.Contains("BrokenPlugin", ran.OneError);
        Assert.Contains("sound", ran.OneError);
        Assert.DoesNotContain("hold", ran.Out);
    }

    [TestMethod]
    public void Where_nothing_was_explored_it_is_said()
    {
        Emulator.File("a.scenario", Sound.Replace("page A", "arch x86\npage A", StringComparison.Ordinal));
        var ran = Emulator.Run("explore", "a.scenario", "--arch", "arm64-sw");
        Assert.AreEqual(2, ran.ExitCode);
        Assert.Contains("Nothing was explored", ran.Out);
        Assert.DoesNotContain("hold", ran.Out);
        Fails(Emulator.Run("explore", "/dev/zero"), 65, "/dev/zero", "longer than");
    }

    [TestMethod]
    public void What_a_scenario_expects_of_an_unknown_architecture_is_a_mistake()
    {
        Emulator.File("a.scenario", Sound + "\nexpect no_lost_write holds on x68\n");
        Fails2(Emulator.Run("explore", "a.scenario"), "unknown architecture 'x68'", "did you mean x86?");
    }

    [TestMethod]
    public void The_answers_are_those_that_are_kept()
    {
        var ran = Emulator.Run("answers", "--out", "-");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual(File.ReadAllText(Path.Combine(Emulator.Path("Repository"), "docs", "results", "answers.md")),
            ran.Out, "run 'emulator answers' and look at what has changed");
    }

    [TestMethod]
    public void The_number_of_threads_changes_no_byte()
    {
        static string Timeless(string json) => System.Text.RegularExpressions.Regex.Replace(json,
            "\"seconds\": [0-9.E-]+", "");
        var one = Timeless(Emulator.Run("explore", "--json", "--threads", "1").Out);
        Assert.AreEqual(one, Timeless(Emulator.Run("explore", "--json", "--threads", "2").Out));
        Assert.AreEqual(one, Timeless(Emulator.Run("explore", "--json", "--threads", "7").Out));
    }

    private static void Fails2(Ran ran, params string[] says)
    {
        Assert.AreEqual(65, ran.ExitCode, ran.Error);
        foreach (var part in says)
            Assert.Contains(part, ran.Error);
    }
}
