using Emulator.Engine.Laws;
using Emulator.Engine.Verification;
using Emulator.Reports;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Emulator.Conformance;

/// <summary>Every law, as tests of one architecture. A plugin's own tests derive from it:
/// <c>[TestClass] public sealed class MyLaws : ArchitectureLaws&lt;Mine&gt;;</c></summary>
/// <typeparam name="TArchitecture">The architecture, as the plugin exports it.</typeparam>
public abstract class ArchitectureLaws<TArchitecture> where TArchitecture : Architecture, new()
{
    private static readonly Lazy<IReadOnlyList<LawResult>> Proved = new(() => Verifier.Verify(new TArchitecture()));
    private static readonly Lazy<IReadOnlyList<LawResult>> Tried = new(() => LawBook.Enumerate(new TArchitecture()));
    private static readonly IReadOnlyList<LawExemption> Exemptions = new TArchitecture().Exemptions;

    /// <summary>The laws by name, for the test that proves or, where a law takes more than one agent,
    /// explores.</summary>
    public static IEnumerable<TestDataRow<string>> LawsToProve =>
        [.. Rows(LawBook.All, "for all entries"), .. Rows(Verifier.Laws.Except(LawBook.All), "in every interleaving")];

    /// <summary>The laws by name, for the test that tries.</summary>
    public static IEnumerable<TestDataRow<string>> LawsToTry => Rows(LawBook.All, "for every combination of flag bits");

    /// <summary>Fails with the smallest entry that breaks the law, or with the steps that do. An exemption from a law
    /// that holds, or that there isn't, fails too.</summary>
    [TestMethod]
    [DynamicData(nameof(LawsToProve))]
    public void The_law_is_proved_over_all_well_formed_entries(string law) =>
        Expect(Proved.Value.Single(r => r.Law.Name == law));

    /// <summary>The same on the vectors of eight entries that bulk runs compute with.</summary>
    [TestMethod]
    [DynamicData(nameof(LawsToTry))]
    public void No_combination_of_flag_bits_breaks_the_law(string law)
    {
        if (Exemptions.All(e => e?.Law != law))
            Expect(Tried.Value.Single(r => r.Law.Name == law));
    }

    /// <summary>An exemption says why, whether it is from a law of entries or from one that <c>emulator verify</c>
    /// explores.</summary>
    [TestMethod]
    public void Exemptions_say_why()
    {
        foreach (var exemption in Exemptions)
            Assert.IsFalse(string.IsNullOrWhiteSpace(exemption?.Why),
                $"the exemption from {exemption?.Law} doesn't say why; write new(\"L3\", \"why\")");
    }

    /// <summary>What the entry's bits are called can be printed in bit order.</summary>
    [TestMethod]
    public void Bits_are_in_order_and_do_not_overlap()
    {
        for (var i = 1; i < Bits.Count; i++)
            Assert.IsGreaterThanOrEqualTo(Bits[i - 1].Number + Bits[i - 1].Width, Bits[i].Number,
                $"{Bits[i - 1]} and {Bits[i]}");
        Assert.HasCount(Bits.Count, Bits.Select(b => b.Name).Distinct().ToList());
    }

    private static IReadOnlyList<PteBit> Bits => new TArchitecture().Accept(new BitsOf());

    private static IEnumerable<TestDataRow<string>> Rows(IEnumerable<Law> laws, string how) =>
        laws.Select(law => new TestDataRow<string>(law.Name) { DisplayName = $"{law.Name} {how}: {law.Says}" });

    private static void Expect(LawResult result)
    {
        var law = result.Law;
        if (result.Verdict == LawVerdict.Broken)
            Assert.Fail($"{law.Says}: {law.Name} is broken" + (result.Entry is null ? "" : $" by {Named(result.Entry)}")
                + (result.Second is null ? "" : $" with {Named(result.Second)}")
                + (result.Why is null ? "" : $": {result.Why}")
                + string.Concat(result.Culprits.Select(c =>
                    $"\n{c.Member}{(c.Left is null ? "" : $" leaves {Named(c.Left)}, which")} {c.Fault}"))
                + string.Concat(LawStory.Of(result).Select(line => $"\n{line}")));
    }

    // 0x12 (WRITE DIRTY)
    private static string Named(Pte? entry)
    {
        var set = Bits.Where(b => b.Width == 1 && entry is { } e && (e.Value >> b.Number & 1) != 0).Select(b => b.Name);
        return $"{entry} ({(string.Join(' ', set) is { Length: > 0 } names ? names : "no bit set")})";
    }

    private sealed class BitsOf : ArchitectureVisitor<IReadOnlyList<PteBit>>
    {
        public override IReadOnlyList<PteBit> Visit<TPte, TDirty, TTlb>() => TPte.Bits;
    }
}
