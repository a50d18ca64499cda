using Emulator.Engine.Verification;

namespace Emulator.Plugins.Tests;

/// <summary>docs/laws.md lists every law, word for word, and what it rests on.</summary>
[TestClass]
public sealed class DocumentedLaws
{
    [TestMethod]
    public void Every_law_is_in_the_table_with_what_it_rests_on_and_the_bug_that_it_would_be()
    {
        var rows = Repository.Page("laws.md").Split('\n').SkipWhile(l => l != "|---|---|---|---|").Skip(1)
            .TakeWhile(l => l.StartsWith('|'));
        Assert.AreSequenceEqual(Verifier.Laws.Select(l =>
            $"| {l.Name} | {l.Says} | {string.Join(' ', l.RestsOn)} | {l.Bug} |"), rows);
    }

    [TestMethod]
    public void Every_exempt_law_is_one_that_there_is_and_that_is_broken()
    {
        Assert.AreEqual("EX", BrokenOf(new Fixtures.Broken.BrokenExemption()));
        Assert.AreEqual("L1", BrokenOf(new Fixtures.Broken.NeedlesslyExempt()));
    }

    private static string BrokenOf(Architecture architecture) => string.Join(' ', Verifier.Verify(architecture)
        .Where(r => r.Verdict == Engine.Laws.LawVerdict.Broken).Select(r => r.Law.Name));
}
