using System.Reflection;
using System.Text.RegularExpressions;
using Emulator.Engine.Exploration;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Model;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>Holds docs/scenarios.md against the program: its examples are explored, its tables compared.</summary>
[TestClass]
public sealed partial class DocumentedExamples
{
    private static readonly string Page = File.ReadAllText(Path.Combine(
        typeof(DocumentedExamples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Repository").Value!, "docs/scenarios.md"));

    public static IEnumerable<object[]> Examples =>
        from block in Example().Matches(Page)
        from architecture in Architectures.All
        select new object[] { ScenarioReader.Read("docs/scenarios.md", block.Groups[1].Value).Name,
            block.Groups[1].Value, architecture.Name };

    [TestMethod]
    [DynamicData(nameof(Examples))]
    public void Every_example_is_explored_and_comes_out_as_it_says(string name, string text, string architecture)
    {
        var scenario = ScenarioReader.Read(name, text, [.. Architectures.All.Select(a => a.Name)]);
        if (!scenario.IsFor(Declared.By(Architectures.Named(architecture))))
            return;
        foreach (var row in scenario.Rows)
            foreach (var verdict in RowExploration.Run(scenario, row, Architectures.Named(architecture), new(),
                new Limits()).Verdicts)
            {
                Assert.IsTrue(verdict.IsMet, $"{verdict.Property} where {row}: {verdict.Verdict}");
                Assert.IsTrue(verdict.Expected is not null || verdict.Verdict == Verdict.NotApplicable,
                    $"nothing is expected of {verdict.Property} where {row}");
                Assert.AreNotEqual(Verdict.Inconclusive, verdict.Verdict);
                Assert.IsNull(verdict.Vacuous);
            }
    }

    [TestMethod]
    public void Every_word_is_in_the_table_with_its_steps_and_its_meaning() => Assert.AreSequenceEqual(
        Vocabulary.All.Select(w =>
            $"| `{w.Usage.Replace("|", "\\|")}` | {(w.IsPure ? "none" : w.Steps)} | "
            + $"{w.Meaning}{(w.IsOptional ? "; where the format has it" : "")} |"), Rows("Words"));

    [TestMethod]
    public void Every_property_is_in_the_table() =>
        Assert.AreSequenceEqual(Properties.All.Select(p => $"| `{p.Name}` | {p.Meaning} |"), Rows("Properties"));

    [TestMethod]
    public void Every_trait_is_in_the_table_with_the_member_that_it_is_read_off() => Assert.AreSequenceEqual(
        Traits.All.Select(t => $"| `{t.Name}` | {t.Meaning} | `{t.Declared}` |"), Rows("Traits"));

    [TestMethod]
    public void Every_mark_is_in_the_table() =>
        Assert.AreSequenceEqual(MarkWords.All.Select(m => $"| `{m.Name}`"),
            Rows("Marks").Select(r => r[..r.IndexOf(" |", 2, StringComparison.Ordinal)]));

    [TestMethod]
    public void The_grammar_names_every_item_and_every_statement()
    {
        var grammar = Grammar().Match(Page).Groups[1].Value;
        foreach (var word in ItemParser.Words.Concat(StatementParser.Words).Concat(PageAttribute.Words))
            Assert.Contains($"\"{word}\"", grammar);
    }

    private static IEnumerable<string> Rows(string heading) =>
        Page.Split($"\n## {heading}\n")[1].Split("\n## ")[0].Split('\n')
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1);

    [GeneratedRegex(@"^```scenario\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```ebnf\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Grammar();
}
