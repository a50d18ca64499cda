using Emulator.Engine.Laws;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Emulator.Conformance;

/// <summary>Every law, as tests of one architecture. A plugin's own tests derive from it:
/// <c>[TestClass] public sealed class MyLaws : ArchitectureLaws&lt;Mine&gt;;</c></summary>
/// <typeparam name="TArchitecture">The architecture, as the plugin exports it.</typeparam>
public abstract class ArchitectureLaws<TArchitecture> where TArchitecture : Architecture, new()
{
    private static readonly Lazy<IReadOnlyList<LawResult>> Proved = new(() => LawBook.Prove(new TArchitecture()));
    private static readonly Lazy<IReadOnlyList<LawResult>> Tried = new(() => LawBook.Enumerate(new TArchitecture()));
    private static readonly IReadOnlyList<LawExemption> Exemptions = new TArchitecture().Exemptions;

    /// <summary>The laws by name, for the test that proves.</summary>
    public static IEnumerable<TestDataRow<string>> LawsToProve => Rows("for all entries");

    /// <summary>The laws by name, for the test that tries.</summary>
    public static IEnumerable<TestDataRow<string>> LawsToTry => Rows("for every combination of flag bits");

    /// <summary>Fails with the smallest entry that breaks the law. A law that the architecture is exempt from must be broken.</summary>
    [TestMethod]
    [DynamicData(nameof(LawsToProve))]
    public void The_law_is_proved_over_all_well_formed_entries(string law)
    {
        var result = Proved.Value.Single(r => r.Law.Name == law);
        if (Exemptions.FirstOrDefault(e => e.Law == law) is { } exemption)
            Assert.AreEqual(LawVerdict.Broken, result.Verdict, $"{law} isn't broken; take out its exemption, which says \"{exemption.Why}\"");
        else
            Expect(result);
    }

    /// <summary>The same on the vectors of eight entries that bulk runs compute with.</summary>
    [TestMethod]
    [DynamicData(nameof(LawsToTry))]
    public void No_combination_of_flag_bits_breaks_the_law(string law)
    {
        if (Exemptions.All(e => e.Law != law))
            Expect(Tried.Value.Single(r => r.Law.Name == law));
    }

    /// <summary>An exemption names a law and says why.</summary>
    [TestMethod]
    public void Exemptions_name_laws_and_say_why()
    {
        foreach (var exemption in Exemptions)
        {
            Assert.Contains(exemption.Law, LawBook.All.Select(law => law.Name), $"no law is named {exemption.Law}");
            Assert.IsFalse(string.IsNullOrWhiteSpace(exemption.Why), $"the exemption from {exemption.Law} doesn't say why");
        }
    }

    /// <summary>What the entry's bits are called can be printed in bit order.</summary>
    [TestMethod]
    public void Bits_are_in_order_and_do_not_overlap()
    {
        for (var i = 1; i < Bits.Count; i++)
            Assert.IsGreaterThanOrEqualTo(Bits[i - 1].Number + Bits[i - 1].Width, Bits[i].Number, $"{Bits[i - 1]} and {Bits[i]}");
        Assert.HasCount(Bits.Count, Bits.Select(b => b.Name).Distinct().ToList());
    }

    private static IReadOnlyList<PteBit> Bits => new TArchitecture().Accept(new BitsOf());

    private static IEnumerable<TestDataRow<string>> Rows(string how) =>
        LawBook.All.Select(law => new TestDataRow<string>(law.Name) { DisplayName = $"{law.Name} {how}: {law.Says}" });

    private static void Expect(LawResult result)
    {
        if (result.Verdict == LawVerdict.Broken)
            Assert.Fail($"{result.Law.Says}: {result.Law.Name} is broken by {Named(result.Entry)}"
                + (result.Protection is { } protection ? $" with the protection {Named(protection)}" : ""));
    }

    // 0x12 (WRITE DIRTY)
    private static string Named(Pte? entry)
    {
        var set = Bits.Where(b => b.Width == 1 && entry is { } e && (e.Value >> b.Number & 1) != 0).Select(b => b.Name);
        return $"{entry} ({string.Join(' ', set)})";
    }

    private sealed class BitsOf : ArchitectureVisitor<IReadOnlyList<PteBit>>
    {
        public override IReadOnlyList<PteBit> Visit<TPte, TDirty, TTlb>() => TPte.Bits;
    }
}
