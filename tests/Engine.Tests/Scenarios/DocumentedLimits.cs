using System.Reflection;
using Emulator.Engine.Scenarios.Language;
using Emulator.Engine.Scenarios.Rows;
using Emulator.Engine.Scenarios.Verdicts;

namespace Emulator.Engine.Tests.Scenarios;

/// <summary>docs/limits.md says what the program says, and the program says it where it matters.</summary>
[TestClass]
public sealed class DocumentedLimits
{
    private static readonly string Page = File.ReadAllText(Path.Combine(
        typeof(DocumentedLimits).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Repository").Value!, "docs/limits.md"));

    [TestMethod]
    public void Every_limit_is_in_the_table() =>
        Assert.AreSequenceEqual(ModelLimits.All.Select(l => $"| {l.Name} | {l.LeftOut} | {l.Wrong} |"),
            Page.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1));

    [TestMethod]
    [DataRow("thread t { store A }",
        "speculation (not allowed here), eviction (not allowed here), more cores, more stores")]
    [DataRow("allow speculation\nallow eviction\nthread t { forever { store A } }", "more cores")]
    [DataRow("allow speculation\nallow eviction\n"
        + "thread t { forever { store A } }\nthread k { old = ptep_get_and_clear(A) }", "faults that map, more cores")]
    [DataRow("var n = 0\nthread t { n = 1 }", "memory order, more cores")]
    [DataRow("thread t { free_page(A) write_frame(A) }", "more cores, walks in flight, devices' caches")]
    [DataRow("thread t { x = pmd_modify(mk_pte(A), mk_pte(A)) set_pte_at(A, x) }", "more cores, huge pages")]
    [DataRow("tlb t * : off\nthread t { mm_load() }",
        "speculation (not allowed here), eviction (not allowed here), more cores, address spaces")]
    public void A_limit_is_named_where_it_could_matter(string text, string limits)
    {
        var scenario = ScenarioReader.Read("test", $"scenario test\npage A : writable\n{text}\nassert no_lost_write");
        Assert.AreEqual(limits, string.Join(", ", ModelLimits.Of(new RowText(scenario, scenario.Rows[0], folds: true))
            .Select(l => l.Name)));
    }
}
