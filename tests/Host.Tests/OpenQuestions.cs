using System.Text.Json;
using System.Text.RegularExpressions;

namespace Emulator.Host.Tests;

/// <summary>What the answers to the open questions say that was run: it still prints what stands there.</summary>
[TestClass]
public sealed partial class OpenQuestions : HostTest
{
    private static string Folder => Path.Combine(Emulator.Path("Repository"), "scenarios", "open");

    private static string Doc(string name) =>
        File.ReadAllText(Path.Combine(Emulator.Path("Repository"), "docs", "results", name));

    [TestMethod]
    public void The_page_is_the_one_that_is_kept()
    {
        var ran = Emulator.Run("answers", "--open", "--out", "-");
        Assert.AreEqual(0, ran.ExitCode, ran.Error);
        Assert.AreEqual(Doc("open-questions.md"), ran.Out, "run 'emulator answers --open' and look at what has changed");
    }

    [TestMethod]
    [DataRow("T1")]
    [DataRow("T3")]
    [DataRow("T4")]
    [DataRow("T6")]
    public void A_pass_that_is_shown_prints_what_is_shown(string question)
    {
        var blocks = Block().Matches(File.ReadAllText(Path.Combine(Folder, question + ".md"))).Select(m => m.Groups[1].Value).ToList();
        Emulator.File($"{question.ToLowerInvariant()}.jsonl", blocks.First(b => b.StartsWith('{')));
        var commands = blocks.Where(b => b.StartsWith("$ emulator pass", StringComparison.Ordinal)).SelectMany(b => Command().Matches(b)).ToList();
        Assert.IsNotEmpty(commands);
        foreach (var command in commands)
        {
            var ran = Emulator.Run(command.Groups[1].Value.Split(' '));
            Assert.AreEqual(0, ran.ExitCode, ran.Error);
            Assert.AreEqual(command.Groups[2].Value, ran.Out);
        }
    }

    // | x86-r1 | 6.6 to 7.3-rc3 | L6 | `emulator verify x86-r1 --law L6` |
    [TestMethod]
    public void Every_release_that_would_have_been_caught_breaks_the_laws_that_it_is_said_to_break()
    {
        var rows = Release().Matches(File.ReadAllText(Path.Combine(Folder, "Q12.md")));
        Assert.IsGreaterThan(10, rows.Count);
        var ran = Emulator.Run("verify", "--historic", "--json");
        var broken = JsonDocument.Parse(ran.Out).RootElement.GetProperty("results").EnumerateArray()
            .Where(r => r.GetProperty("verdict").GetString() == "broken")
            .ToLookup(r => r.GetProperty("architecture").GetString(), r => r.GetProperty("law").GetString());
        foreach (Match row in rows)
        {
            Assert.AreEqual(row.Groups[2].Value, string.Join(", ", broken[row.Groups[1].Value]), row.Groups[1].Value);
            Assert.Contains(row.Groups[4].Value, broken[row.Groups[1].Value].ToList(), row.Value);
            Assert.AreEqual(row.Groups[1].Value, row.Groups[3].Value);
        }
    }

    [TestMethod]
    public void Each_question_says_what_was_not_checked()
    {
        var texts = Directory.GetFiles(Folder, "*.md");
        Assert.AreSequenceEqual(Enumerable.Range(1, 12).Select(n => $"Q{n}").Concat(Enumerable.Range(1, 7).Select(n => $"T{n}")).Order(StringComparer.Ordinal),
            texts.Select(t => Path.GetFileNameWithoutExtension(t)!).Order(StringComparer.Ordinal));
        foreach (var text in texts)
            Assert.Contains("Not checked", File.ReadAllText(text), text);
    }

    // Mails are read in 80 columns.
    [TestMethod]
    public void A_text_for_a_mail_fits_in_80_columns()
    {
        var mails = Directory.GetFiles(Folder, "*.md").SelectMany(f => Block().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value)
            .Where(b => b.StartsWith("Subject: ", StringComparison.Ordinal)).ToList();
        Assert.IsGreaterThan(3, mails.Count);
        foreach (var line in mails.SelectMany(m => m.Split('\n')))
            Assert.IsLessThanOrEqualTo(80, line.Replace("\t", "        ").Length, line);
    }

    [GeneratedRegex(@"^```\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\$ emulator (.*)\n((?:[^$\n].*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\| (\S+) \| [^|]* \| ([^|]+) \| `emulator verify (\S+) --law (\S+)` \|$", RegexOptions.Multiline)]
    private static partial Regex Release();
}
