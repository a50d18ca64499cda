using System.Reflection;
using Emulator.Engine.Verification;

namespace Emulator.Plugins.Tests;

/// <summary>docs/laws.md lists every law, word for word.</summary>
[TestClass]
public sealed class DocumentedLaws
{
    [TestMethod]
    public void Every_law_is_in_the_table_with_the_bug_that_it_would_be()
    {
        var root = typeof(DocumentedLaws).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "Repository").Value!;
        var page = File.ReadAllText(Path.Combine(root, "docs", "laws.md"));
        var rows = page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        Assert.AreSequenceEqual(Verifier.Laws.Select(l => $"| {l.Name} | {l.Says} | {l.Bug} |"), rows);
    }
}
