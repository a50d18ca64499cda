using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Emulator.Host.Tests;

/// <summary>A counterexample in other forms, made of its file alone.</summary>
[TestClass]
public sealed partial class Exports : HostTest
{
    // A title that would end the data's element, and a variable that is named like a column.
    private const string Lost = """
        scenario lost "A record is taken before </script><script>alert(1)</script> the flush; #1"
        page A : writable dirty
        var locks = 0
        thread cpu0 { forever { store A } }
        thread driver {
            apply_as_clean(A, flush = none)
            locks = 1
            act_recorded()
            flush_tlb_page(A)
        }
        marks pte
        assert no_lost_write
        expect no_lost_write violated
        """;

    private string Traced()
    {
        Emulator.File("a.scenario", Lost);
        Assert.AreEqual(0, Emulator.Run("explore", "a.scenario", "--arch", "x86", "--trace-out", "traces").ExitCode);
        return Directory.GetFiles(Path.Combine(Emulator.Folder, "traces")).Single();
    }

    private string Exported(string form)
    {
        var ran = Emulator.Run("export", Traced(), "--to", form);
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        return ran.Out;
    }

    [TestMethod]
    public void A_page_holds_the_run_as_data_and_asks_for_nothing_else()
    {
        var page = Exported("html");
        var run = JsonDocument.Parse(Data().Match(page).Groups[1].Value).RootElement;
        var file = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(
            Path.Combine(Emulator.Folder, "traces")).Single())).RootElement;
        Assert.AreEqual(file.GetProperty("scenario").GetProperty("text").GetString(),
            run.GetProperty("scenario").GetProperty("text").GetString());
        Assert.IsTrue(JsonElement.DeepEquals(file.GetProperty("loss"), run.GetProperty("loss")));
        Assert.AreEqual(file.GetProperty("steps").GetArrayLength(), run.GetProperty("steps").GetArrayLength());
        Assert.DoesNotContain("alert(1)</script>", page);
        Assert.HasCount(3, Regex.Matches(page, "</script>"));
        Assert.DoesNotContain("{{", page);
        Assert.DoesNotMatchRegex(@"(src|href)=""http|url\(http|@import|fetch\(", page);
        Assert.IsLessThan(500_000, page.Length);
    }

    [TestMethod]
    public void A_picture_is_well_formed_and_names_every_step_and_the_loss()
    {
        var picture = XElement.Parse(Exported("svg"));
        var words = picture.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.AreEqual("svg", picture.Name.LocalName);
        Assert.Contains("✕ lost on x86: no_lost_write is violated", words);
        Assert.Contains(w => w.StartsWith("cpu0's store to page A goes through", StringComparison.Ordinal), words);
        Assert.HasCount(1, picture.Descendants().Where(e => (string?)e.Attribute("class") == "loss").ToList());
        Assert.Contains(e => (string?)e.Attribute("class") == "stale", picture.Descendants());
        Assert.IsEmpty(picture.Descendants().Where(e => e.Name.LocalName is "script" or "image" or "use").ToList());
    }

    [TestMethod]
    public void A_mail_has_80_columns_and_says_why_first()
    {
        var lines = Exported("mail").Split('\n');
        var question = Array.FindIndex(lines, l => l.StartsWith("The question", StringComparison.Ordinal));
        Assert.IsGreaterThan(10, question);
        Assert.IsEmpty(lines.Take(question).Where(l => l.Length > 80).ToList());
        Assert.Contains("=> cpu0's store to page A went through an entry cached dirty", string.Join('\n', lines));
        Assert.Contains("    scenario lost", string.Join('\n', lines));
        Assert.Contains(l => l.StartsWith("  1. ", StringComparison.Ordinal), lines);
    }

    [TestMethod]
    public void A_diagram_has_an_arrow_for_each_step_and_nothing_that_ends_a_message()
    {
        var diagram = Exported("mermaid").TrimEnd('\n').Split('\n');
        Assert.AreEqual("sequenceDiagram", diagram[0]);
        foreach (var line in diagram.Skip(1))
            Assert.MatchesRegex(MermaidLine(), line);
        Assert.Contains(l => l.Contains("LOST HERE", StringComparison.Ordinal), diagram);
    }

    [TestMethod]
    public void A_table_has_a_line_for_each_step_and_as_many_fields_in_each()
    {
        var lines = Exported("csv").TrimEnd().Split("\r\n").Select(Fields).ToList();
        Assert.HasCount(1, lines.Select(l => l.Count).Distinct().ToList());
        Assert.AreEqual("step,actor,what,loss,pte A", string.Join(',', lines[0].Take(5)));
        Assert.Contains("var locks", lines[0]);
        Assert.AreEqual($"{lines.Count - 2}", lines[^1][0]);
        Assert.HasCount(1, lines.Skip(1).Where(l => l[3].Length > 0).ToList());
    }

    [TestMethod]
    public void What_was_replayed_can_be_looked_at()
    {
        var ran = Emulator.Run("replay", Traced(), "--html", "page.html");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.StartsWith("<!doctype html>", File.ReadAllText(Path.Combine(Emulator.Folder, "page.html")));
    }

    [TestMethod]
    public void A_wrong_form_file_or_place_is_told_in_one_line()
    {
        var file = Traced();
        Fails(Emulator.Run("export", file, "--to", "htm"), 64, "--to htm: unknown; did you mean html?");
        Fails(Emulator.Run("export", "missing.json", "--to", "csv"), 65, "missing.json: can't be read");
        Fails(Emulator.Run("export", "a.scenario", "--to", "csv"), 65, "a.scenario: isn't a counterexample");
        Fails(Emulator.Run("export", file, "--to", "csv", "--out", "no/such/folder/x"), 65, "there is no folder");
        Fails(Emulator.Run("replay", file, "--html", "no/such/x.html"), 65, "--html no/such/x.html");
    }

    [TestMethod]
    [DataRow("svg")]
    [DataRow("csv")]
    [DataRow("mermaid")]
    [DataRow("mail")]
    public void What_is_lost_from_the_start_is_told_too(string form)
    {
        var text = File.ReadAllText(Traced());
        Emulator.File("t.json", Step().Replace(text, "$1\"step\": 0", 1));
        var ran = Emulator.Run("export", "t.json", "--to", form);
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.Contains("cpu0's store to page A went through an entry", ran.Out);
    }

    [TestMethod]
    [DataRow("svg")]
    [DataRow("csv")]
    [DataRow("mermaid")]
    [DataRow("mail")]
    [DataRow("html")]
    public void A_file_that_speaks_of_whom_it_has_not_is_told(string form)
    {
        var text = File.ReadAllText(Traced());
        Emulator.File("t.json", text.Replace("\"to\": \"driver\"", "\"to\": \"nobody\"", StringComparison.Ordinal));
        Fails(Emulator.Run("export", "t.json", "--to", form), 65, "it names an actor nobody that it hasn't");
    }

    // RFC 4180, without line ends within fields.
    private static List<string> Fields(string line) =>
        [.. Field().Matches(line).Select(m => m.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal)
            + m.Groups[2].Value)];

    [GeneratedRegex(@"(?:^|,)(?:""((?:[^""]|"""")*)""|([^,""]*))")]
    private static partial Regex Field();

    [GeneratedRegex(@"(""loss"": \{\s*)""step"": \d+")]
    private static partial Regex Step();

    [GeneratedRegex(@"<script type=""application/json"" id=""run"">(.*)</script>")]
    private static partial Regex Data();

    [GeneratedRegex(@"^    (autonumber|participant [ap]\d+ as [^;]+|[ap]\d+(->>|-->>|-\))[ap]\d+: ([^;]|#\w+;)+"
        + @"|Note over a\d+: ([^;]|#\w+;)+)$")]
    private static partial Regex MermaidLine();
}
