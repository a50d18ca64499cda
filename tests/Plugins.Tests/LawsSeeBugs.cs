using Emulator.Engine.Laws;
using Emulator.Fixtures.Broken;

namespace Emulator.Plugins.Tests;

/// <summary>A law that can't fail proves nothing: each is shown an architecture that breaks it.</summary>
[TestClass]
public sealed class LawsSeeBugs
{
    private static readonly Dictionary<string, Architecture> Broken = new()
    {
        ["WF"] = new BrokenWellFormed(), ["L1"] = new BrokenL1(), ["L2"] = new BrokenL2(), ["L3"] = new BrokenL3(), ["L4"] = new BrokenL4(),
        ["L5"] = new BrokenL5(), ["L6"] = new BrokenL6(), ["L7"] = new BrokenL7(), ["L8"] = new BrokenL8(), ["L9"] = new BrokenL9(),
        ["T1"] = new BrokenT1(), ["T2"] = new BrokenT2(), ["T3"] = new BrokenT3(),
    };

    public static IEnumerable<object[]> Laws => LawBook.All.Select(law => new object[] { law.Name });

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void The_proof_finds_the_bug(string law)
    {
        var result = LawBook.Prove(Broken[law]).Single(r => r.Law.Name == law);
        Assert.AreEqual(LawVerdict.Broken, result.Verdict, result.Law.Says);
        Assert.IsNotNull(result.Entry);
    }

    [TestMethod]
    [DynamicData(nameof(Laws))]
    public void Trying_every_combination_finds_the_bug(string law) =>
        Assert.AreEqual(LawVerdict.Broken, LawBook.Enumerate(Broken[law]).Single(r => r.Law.Name == law).Verdict);

    [TestMethod]
    public void What_the_broken_ones_are_made_of_is_sound() =>
        Assert.IsEmpty(LawBook.Prove(new Sound()).Where(r => r.Verdict == LawVerdict.Broken).Select(r => r.Law.Name).ToList());

    [TestMethod]
    public void The_entry_that_breaks_a_law_is_the_smallest()
    {
        // Valid, present, writable, dirty and young; dropping dirtiness shows on DIRTY alone already: bit 4.
        var result = LawBook.Prove(new BrokenL1()).Single(r => r.Law.Name == "L1");
        Assert.AreEqual(new Pte(0x10), result.Entry);
    }
}
