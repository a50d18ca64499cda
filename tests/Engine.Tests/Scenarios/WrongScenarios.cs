using System.Reflection;
using System.Text.RegularExpressions;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Wrong scenarios, one mistake in each file of <c>Wrong</c>. A file's first line says what must be said of
/// it: <c># error LINE:COLUMN phrase | phrase ;; LINE:COLUMN phrase</c>; a file that can't begin so has a
/// <c>.expected</c> beside it.</summary>
[TestClass]
public sealed partial class WrongScenarios
{
    private const string Heading = "# error ";

    private static readonly string Folder = Path.Combine(
        typeof(WrongScenarios).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Repository").Value!, "tests/Engine.Tests/Scenarios/Wrong");

    public static IEnumerable<object[]> Files => Directory.GetFiles(Folder, "*.scenario").Order(StringComparer.Ordinal)
        .Select(f => new object[] { Path.GetFileName(f) });

    public static IEnumerable<object[]> Deep =>
        from many in new[] { 62, 63, 64, 65, 66, 100_000 }
        from text in new[] { "(", "!", "{", "if(x)", "if (x) { ", "f(", "if(x){}else " }
        select new object[] { text, many };

    [TestMethod]
    [DynamicData(nameof(Files))]
    public void Each_mistake_is_said_once_at_its_place_with_what_was_expected(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var beside = Path.Combine(Folder, Path.ChangeExtension(file, ".expected"));
        var expected = (File.Exists(beside) ? File.ReadAllText(beside).Trim()
            : text.Split('\n')[0].Trim())[Heading.Length..].Split(" ;; ");
        var said = MistakesOf(file, text);
        Assert.HasCount(expected.Length, said, string.Join("\n", said));
        foreach (var (one, mistake) in expected.Zip(said))
        {
            var (place, phrases) = (one.Split(' ')[0], one[(one.IndexOf(' ') + 1)..].Split(" | "));
            Assert.StartsWith($"{file}:{place}: ", mistake);
            foreach (var phrase in phrases)
                Assert.Contains(phrase, mistake);
            Assert.MatchesRegex(WhatWasExpected(), mistake);
            AssertCaret(text, mistake);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Deep))]
    public void However_deep_a_text_nests_it_is_a_mistake_and_no_crash(string opening, int many)
    {
        foreach (var (before, after) in new[] { ("", ""), ("thread t {", ""),
            ("thread t { x = ", "1 } assert no_lost_write") })
            Assert.IsNotEmpty(MistakesOf("deep",
                $"scenario deep\n{before}{string.Concat(Enumerable.Repeat(opening, many))}{after}"));
    }

    [TestMethod]
    [DataRow(" + 1")]
    [DataRow(" && 1")]
    [DataRow(" || x")]
    public void An_expression_may_be_long_but_not_endless(string more)
    {
        string Text(int times) =>
            "scenario long\npage A : dirty\n"
            + $"thread t {{ store A x = 1{string.Concat(Enumerable.Repeat(more, times))} if (x == 1) act(A) }}\n"
            + "assert no_lost_write\n";
        Assert.IsNotNull(ScenarioReader.Read("long", Text(60)));
        foreach (var times in new[] { 1_000, 10_000, 100_000 })
            Assert.Contains("expected", MistakesOf("long", Text(times)).Single());
    }

    [TestMethod]
    [DataRow("page A : dirty\n")]
    [DataRow("param p = a | b\n")]
    [DataRow("frame F\n")]
    [DataRow("var n = 0\n")]
    [DataRow("thread t { store A }\n")]
    [DataRow("expect p holds\n")]
    [DataRow("tlb t A : any\n")]
    [DataRow("thread t {")]
    [DataRow("$")]
    [DataRow("$\n")]
    [DataRow("}\n")]
    [DataRow("thread t { ) }\n")]
    [DataRow("\"\n")]
    [DataRow("a")]
    [DataRow("# nothing ")]
    public void A_huge_text_is_a_mistake_found_at_once(string repeated)
    {
        foreach (var size in new[] { 60_000, 130_000, 10_000_000 })
            Assert.IsNotEmpty(MistakesOf("huge", "scenario huge\n"
                + string.Concat(Enumerable.Repeat(repeated, size / repeated.Length))));
    }

    [TestMethod]
    public void Any_piece_of_a_good_scenario_is_read_or_is_a_mistake()
    {
        for (var length = 0; length <= Good.Length; length++)
        {
            Read(Good[..length]);
            Read(Good[length..]);
            for (var cut = 1; cut < 4 && length + cut <= Good.Length; cut++)
                Read(Good.Remove(length, cut));
            foreach (var put in new[] { "{", "}", "(", ")", "=", "|", "x ", "\"", "1", "..", "\n", "$" })
                Read(Good.Insert(length, put));
        }

        static void Read(string text)
        {
            try
            {
                ScenarioReader.Read("piece", text);
            }
            catch (ScenarioException)
            {
                // as it must be
            }
        }
    }

    [TestMethod]
    public void A_mistake_in_a_file_of_another_system_is_at_the_same_place()
    {
        const string text = "scenario s\npage A : dirty\nthread t { store A\n\tact(B) }\nassert no_lost_write\n";
        Assert.AreSequenceEqual(MistakesOf("s", text), MistakesOf("s", text.Replace("\n", "\r\n")));
        Assert.StartsWith("s:4:6: ", MistakesOf("s", text).Single());
    }

    [TestMethod]
    public void More_mistakes_than_anyone_reads_are_counted()
    {
        var text = "scenario many\npage A : dirty\n"
            + $"thread t {{\n{string.Concat(Enumerable.Repeat("act(B)\n", 70))}}}\nassert no_lost_write\n";
        var message = Assert.ThrowsExactly<ScenarioException>(() => ScenarioReader.Read("many", text)).Message;
        Assert.EndsWith("many: 20 more mistakes", message);
    }

    [TestMethod]
    [DataRow("unlock address_space", "s:3:16: t releases address_space, which it doesn't hold")]
    [DataRow("lock mmap read unlock mmap read unlock mmap read",
        "s:3:48: t releases mmap_lock for read, which it doesn't hold")]
    [DataRow("if (recorded(A)) lock ptl(A) unlock ptl(A)", "s:3:45: t releases ptl(A), which it doesn't hold")]
    [DataRow("if (p == a) lock ptl(A) unlock ptl(A)", "s:3:40: t releases ptl(A), which it doesn't hold (where p = b)")]
    [DataRow("lock ptl(p) store A", "s:3:25: 'a' isn't a page, where p = a; expected a page's name")]
    [DataRow("act(p)", "s:3:20: 'a' isn't a page, where p = a; expected a page's name")]
    [DataRow("store p", "s:3:22: 'a' isn't a page, where p = a; expected a page's name")]
    [DataRow("copy_page(A, p)", "s:3:29: 'a' isn't a page, where p = a; expected a page's name")]
    public void What_only_a_row_can_tell_is_told_while_exploring(string statements, string said)
    {
        var scenario = ScenarioReader.Read("s",
            $"scenario s\npage A : dirty\nthread t {{     {statements} }}\nparam p = a | b\nassert no_lost_write\n");
        var mistake = Assert.ThrowsExactly<ScenarioException>(() =>
        {
            foreach (var row in scenario.Rows)
                RowExploration.Run(scenario, row, Architectures.All[0], new(), new Limits());
        }).Message;
        Assert.StartsWith(said, mistake);
        AssertCaret(scenario.Text, mistake);
    }

    private const string Good = """
        scenario good "Everything once"
        param p = a | b
        frame F
        page A, B -> F : writable dirty table(1)
        tlb t * : any
        mkwrite(P) { lock ptl(P); record(P) unlock ptl(P) make_writable(P) }
        thread t { load A|B x = ptep_get(A) if (pte_dirty(x) && !(p == a)) act(A) else { repeat 2 { store A } } }
        thread u {
            until (x > 1 + 2) { x = x + 1 wait (recorded(A)) }
            atomic { flush_tlb_range(A..B) apply_as_clean(A, flush = none) }
        }
        assert no_lost_write
        expect no_lost_write holds on x86 when p = a

        """;

    private static string[] MistakesOf(string file, string text)
    {
        var e = Assert.ThrowsExactly<ScenarioException>(() =>
            ScenarioReader.Read(file, text, [.. Architectures.All.Select(a => a.Name)]));
        return Start(file).Split(e.Message)[1..];
    }

    // Three lines: what is wrong, the text, and a caret under the place.
    private static void AssertCaret(string text, string mistake)
    {
        var lines = mistake.TrimEnd('\n').Split('\n');
        Assert.HasCount(3, lines, mistake);
        var place = lines[0].Split(':');
        var (line, column) = (int.Parse(place[1]), int.Parse(place[2]));
        var source = text.Split('\n').ElementAtOrDefault(line - 1) ?? "";
        var shown = lines[1].PadRight(lines[2].Length)[lines[2].IndexOf('^')..].TrimEnd();
        Assert.IsLessThanOrEqualTo(81, lines[1].Length);
        Assert.IsTrue(Plain(source.TrimEnd().PadRight(column))[(column - 1)..].StartsWith(shown,
            StringComparison.Ordinal), mistake);
    }

    private static string Plain(string line) =>
        string.Concat(line.Select(c => c == '\t' ? ' ' : char.IsControl(c) ? '?' : c));

    private static Regex Start(string file) => new($"^(?={Regex.Escape(file)}:[0-9])", RegexOptions.Multiline);

    [GeneratedRegex("expected|did you mean")]
    private static partial Regex WhatWasExpected();
}
